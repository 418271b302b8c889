// What the reader does with wheel, pointer and keys. `view` is a View of viewer.js.
import { goTo, openBin, step } from "./steps.js";

/** Lets a view answer to wheel, pointers and keys. */
export function listen(view) {
  const { svg, root } = view;
  view.pointers = new Map();
  svg.addEventListener("wheel", (e) => onWheel(view, e), { passive: false });
  svg.addEventListener("pointerdown", (e) => onDown(view, e));
  svg.addEventListener("pointermove", (e) => onMove(view, e));
  for (const type of ["pointerup", "pointercancel"]) svg.addEventListener(type, (e) => onUp(view, e));
  svg.addEventListener("pointerleave", () => view.hover(null));
  svg.addEventListener("click", (e) => onClick(view, e));
  svg.addEventListener("focusin", (e) => onFocus(view, e));
  svg.addEventListener("focusout", () => view.hover(null));
  // Streamlit has shortcuts of its own on single letters.
  root.addEventListener("keydown", (e) => {
    onKey(view, e);
    e.stopPropagation();
  });
}

// The pointer in units of the drawing.
function across(view, clientX) {
  return (clientX - view.svg.getBoundingClientRect().left) / view.size;
}

function onWheel(view, e) {
  const { camera } = view;
  const sideways = Math.abs(e.deltaX) > Math.abs(e.deltaY);
  if (sideways) camera.pan(e.deltaX);
  else if (e.deltaY > 0 && camera.k <= camera.limits().least * 1.001) return;
  else camera.zoom(Math.exp(-Math.max(-300, Math.min(300, e.deltaY)) * 0.0022), across(view, e.clientX));
  e.preventDefault();
}

function onDown(view, e) {
  if (e.button) return;
  view.camera.stop();
  view.card.hide();
  view.pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
  if (view.pointers.size === 1) view.drag = { x: e.clientX, t: view.camera.t, far: false };
}

function onMove(view, e) {
  const known = view.pointers.get(e.pointerId);
  if (!known) return view.hover(e.target.closest?.(".event")?.dataset.id ?? null);
  if (view.pointers.size === 2) return pinch(view, e, known);
  const moved = e.clientX - view.drag.x;
  if (!view.drag.far && Math.abs(moved) < 5) return undefined;
  if (!view.drag.far) view.svg.setPointerCapture(e.pointerId);
  view.drag.far = true;
  view.hover(null);
  return view.camera.go(view.camera.k, view.drag.t - moved / view.size / view.camera.k);
}

function pinch(view, e, known) {
  const [other] = [...view.pointers].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
  const before = Math.abs(known.x - other.x) || 1;
  Object.assign(known, { x: e.clientX, y: e.clientY });
  view.drag.far = true;
  view.camera.zoom(Math.abs(known.x - other.x) / before || 1, across(view, (known.x + other.x) / 2));
  view.drag = { x: other.x, t: view.camera.t, far: true };
}

function onUp(view, e) {
  view.pointers.delete(e.pointerId);
  const [left] = view.pointers.values();
  if (left) view.drag = { x: left.x, t: view.camera.t, far: true };
}

function onClick(view, e) {
  if (view.drag?.far) {
    view.drag = null;
    return;
  }
  const bin = e.target.closest(".bin")?.bin;
  if (bin) return openBin(view, bin);
  const id = e.target.closest(".event")?.dataset.id;
  if (id) view.choose(id);
}

function onFocus(view, e) {
  const id = e.target.closest(".event")?.dataset.id;
  if (!id || !e.target.matches(":focus-visible")) return;
  view.current = id;
  view.hover(id);
}

function onKey(view, e) {
  if (e.ctrlKey || e.metaKey || e.altKey || e.key === "Tab") return;
  const act = keys(view, e);
  if (!act) return;
  e.preventDefault();
  act();
}

function keys(view, e) {
  if (e.target.matches("select, summary, .card button") && e.key !== "Escape") return null;
  const onEvent = e.target.closest(".event, .bin");
  const side = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[e.key];
  if (side && e.shiftKey) return () => view.camera.pan(side * view.camera.width * 0.15);
  if (side && (onEvent || e.target === view.svg)) return () => step(view, side, e.key === "ArrowUp" || e.key === "ArrowDown");
  if (["+", "=", "-", "_"].includes(e.key)) return () => view.camera.zoom("+=".includes(e.key) ? 1.6 : 1 / 1.6, undefined, true);
  if (e.key === "0") return () => view.fit(true);
  if (e.key === "Escape") return () => view.close();
  if (!onEvent) return null;
  if (e.key === "Home" || e.key === "End") return () => goTo(view, e.key === "Home" ? 0 : view.events.length - 1);
  if (e.key !== "Enter" && e.key !== " ") return null;
  return () => (onEvent.bin ? openBin(view, onEvent.bin) : view.choose(onEvent.dataset.id));
}
