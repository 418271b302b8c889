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
  let selected = null;
  let shown = null;
  let kept = scenes;
  const find = finder((keep) => {
    kept = keep ? Object.fromEntries(views.map((v) => [v.name, only(scenes[v.name], keep)])) : scenes;
    shown.view.show(kept[shown.name], selected);
  });
  place.replaceChildren(find, ...(views.length > 1 ? [list] : []), ...views.map((v) => v.panel));
  // A view is drawn when it is opened: three big ones at once would keep the reader waiting.
  const open = (name, focus) => {
    shown = views.find((v) => v.name === name);
    for (const v of views) {
      v.panel.hidden = v !== shown;
      v.tab.setAttribute("aria-selected", String(v === shown));
      v.tab.tabIndex = v === shown ? 0 : -1;
    }
    shown.view.show(kept[name], selected);
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

// A field that leaves in the list what holds its words, and tells `onKeep` the ids (null: all).
function finder(onKeep) {
  const field = element("input", { type: "search", id: "find", autocomplete: "off", placeholder: "a word, a name, a year" });
  const label = element("label", { for: "find" });
  const count = element("span", { role: "status" });
  label.textContent = "Find";
  const entries = [...document.querySelectorAll("main ol > li")].map((li) => ({ li, words: null }));
  let waiting = null;
  const look = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const keep = new Set();
    for (const entry of entries) {
      entry.words ??= entry.li.textContent.toLowerCase();
      entry.li.hidden = !words.every((word) => entry.words.includes(word));
      if (!entry.li.hidden) keep.add(entry.li.id.slice("event-".length));
    }
    count.textContent = words.length ? `${keep.size.toLocaleString("en")} of ${entries.length.toLocaleString("en")} events` : "";
    onKeep(words.length ? keep : null);
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  });
  const box = element("div", { class: "find", role: "search" });
  box.append(label, field, count);
  return box;
}

// A scene of these events alone, with the links and rows that are left.
function only(scene, keep) {
  const number = new Map();
  const events = scene.events.filter((e, i) => keep.has(e.id) && number.set(i, number.size));
  const links = scene.links?.filter(([a, b]) => number.has(a) && number.has(b)).map(([a, b, kind]) => [number.get(a), number.get(b), kind]);
  const rows = scene.rows?.map((row) => ({ ...row, events: row.events.filter((i) => number.has(i)).map((i) => number.get(i)) }));
  return { ...scene, events, links, rows: rows?.filter((row) => row.events.length), linked: events.length };
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
