// Entry point for Streamlit, called at every change of the data: {view: "timeline", "links" or "memory", scene, selected}.
import { mountGraph } from "./graph.js";
import { mountMemory } from "./memory.js";
import { mount } from "./viewer.js";

const MOUNTS = { timeline: mount, links: mountGraph, memory: mountMemory };
const views = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const view = views.get(parentElement) ?? MOUNTS[data.view ?? "timeline"](parentElement.querySelector(".timeline-host"));
  views.set(parentElement, view);
  view.onSelect = (id) => setTriggerValue("chosen", id ?? "");
  view.show(data.scene, data.selected ?? null);
  return () => {
    view.destroy();
    views.delete(parentElement);
  };
}
