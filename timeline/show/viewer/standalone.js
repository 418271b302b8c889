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
  let shown = null;
  // A view is drawn when it is opened: three big ones at once would keep the reader waiting.
  const open = (name, focus) => {
    shown = views.find((v) => v.name === name);
    for (const v of views) {
      v.panel.hidden = v !== shown;
      v.tab.setAttribute("aria-selected", String(v === shown));
      v.tab.tabIndex = v === shown ? 0 : -1;
    }
    shown.view.show(scenes[name], selected);
    if (focus) shown.tab.focus();
  };
  for (const v of views) {
    v.view.onSelect = (id) => mark((selected = id));
    v.tab.addEventListener("click", () => open(v.name));
  }
  list.addEventListener("keydown", (e) => {
    const side = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (side) open(views[(views.indexOf(shown) + side + views.length) % views.length].name, true);
  });
  open("timeline");
  document.documentElement.classList.add("scripted");
  document.querySelector("main").addEventListener("click", (e) => {
    if (!e.target.matches(".show")) return;
    mark((selected = e.target.closest("li").id.slice("event-".length)));
    open("timeline");
    shown.view.showChosen();
    place.scrollIntoView({ block: "start" });
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
