// Entry point for Streamlit, called at every change of the data: {view: "timeline", scene, selected}.
import { mount } from "./viewer.js";

const MOUNTS = { timeline: mount };
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
