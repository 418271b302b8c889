// The page on disk: the views behind tabs, and the list of events that answers to them.
import { mountGraph } from "./graph.js";
import { mountMemory } from "./memory.js";
import { mount } from "./viewer.js";

const VIEWS = [["timeline", "Timeline", mount], ["links", "Links", mountGraph], ["memory", "Memory", mountMemory]];

/** The scenes as they stand in the page: the memory view shares the events of the timeline. */
export function scenesOf({ timeline, links, memory }) {
  return { timeline, links, memory: { ...memory, events: timeline.events } };
}

/** Fills `place` with the views of `scenes` {timeline, links, memory}; those that hold nothing are left out. */
export function openPage(place, scenes) {
  const held = { timeline: true, links: scenes.links.events.length, memory: scenes.memory.rows.length };
  const views = VIEWS.filter(([name]) => held[name]).map(([name, label, mounted]) => {
    const panel = element("div", { id: `view-${name}`, role: "tabpanel", "aria-labelledby": `tab-${name}` });
    return { name, panel, tab: tabOf(name, label), view: mounted(panel) };
  });
  const list = element("div", { role: "tablist", "aria-label": "Views" });
  list.append(...views.map((v) => v.tab));
  place.replaceChildren(...(views.length > 1 ? [list] : []), ...views.map((v) => v.panel));
  let selected = null;
  const choose = (id, from) => {
    selected = id;
    for (const v of views) if (v.view !== from) v.view.show(scenes[v.name], id);
    mark(id);
  };
  const open = (name, focus) => {
    for (const v of views) {
      v.panel.hidden = v.name !== name;
      v.tab.setAttribute("aria-selected", String(v.name === name));
      v.tab.tabIndex = v.name === name ? 0 : -1;
      if (focus && v.name === name) v.tab.focus();
    }
  };
  for (const v of views) {
    v.view.onSelect = (id) => choose(id, v.view);
    v.view.show(scenes[v.name], selected);
    v.tab.addEventListener("click", () => open(v.name));
  }
  list.addEventListener("keydown", (e) => {
    const side = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    const at = views.findIndex((v) => v.tab === e.target);
    if (side) open(views[(at + side + views.length) % views.length].name, true);
  });
  open("timeline");
  document.querySelectorAll("ol .show").forEach((made) => {
    made.hidden = false;
    made.addEventListener("click", () => {
      open("timeline");
      choose(made.closest("li").id.slice("event-".length), null);
      views[0].view.showChosen();
      place.scrollIntoView({ block: "start" });
    });
  });
}

function tabOf(name, label) {
  const made = element("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `view-${name}` });
  made.textContent = label;
  return made;
}

function element(tag, attributes) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// The entry of the chosen event in the list below.
function mark(id) {
  document.querySelector("li.chosen")?.classList.remove("chosen");
  const entry = id === null ? null : document.getElementById(`event-${id}`);
  entry?.classList.add("chosen");
  entry?.scrollIntoView({ block: "nearest" });
}
