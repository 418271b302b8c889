// The pieces that the drawing is made of. All text arrives as data and leaves as textContent.
import { BAR } from "./layout.js";

const SVG = "http://www.w3.org/2000/svg";
export const STATUS = {
  happened: "", ongoing: "still going on", planned: "planned", negated: "did not happen", hypothetical: "not certain",
};

/** An SVG element, or an HTML one where the tag is written "<tag". */
export function node(tag, attributes = {}, ...children) {
  const made = tag[0] === "<" ? document.createElement(tag.slice(1)) : document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The pieces of an event, x from its box; `from` and `to` cut off what is far outside, `at` tells where a day is. */
export function eventParts(event, box, from, to, at) {
  const clip = (x) => Math.min(Math.max(x, from), to);
  const width = box.b - box.a;
  const parts = [node("rect", { class: "hit", x: clip(0) - 2, y: -6, width: clip(box.end - box.a) - clip(0) + 4, height: BAR + 12, rx: 6 })];
  if (box.dot) parts.push(node("circle", { class: "mark", cx: width / 2, cy: BAR / 2, r: 6 }));
  else parts.push(...barParts(event, box, clip, at));
  if (event.status === "negated") parts.push(node("path", { class: "cross", d: `M${width / 2 - 7} ${BAR + 1}L${width / 2 + 7} -1` }));
  const within = Math.min(Math.max(box.roomStart + 9, from && from + 48), box.roomEnd - event.labelWidth - 8);
  const start = box.inside ? within : width + 6;
  if (event.conflict) parts.push(node("path", { class: "warning", d: `M${start + 6} 1l6 11h-12zM${start + 6} 5v3.4M${start + 6} 10v.6` }));
  parts.push(node("text", { x: start + (event.conflict ? 18 : 0), y: BAR / 2 + 4.5, class: box.inside ? "inside" : null }, event.label));
  return parts;
}

function barParts(event, box, clip, at) {
  const { shape } = event;
  const room = [shape.openStart ? 34 : 0, box.b - box.a - (shape.openEnd ? 34 : 0)];
  const small = at(shape.high) - at(shape.low) < 12;
  // Too small for its parts to be told apart, it is what most of it is.
  const parts = small ? [shape.parts.find(([, , style]) => style === "solid") ?? shape.parts[0]] : shape.parts;
  const made = parts.map(([from, to, style]) => {
    const [x, end] = (small ? room : [at(from), at(to)]).map(clip);
    return node("rect", { class: `mark ${style}`, x, y: 0, width: Math.max(end - x, 0.5), height: BAR, rx: style === "solid" || style === "soft" ? 4 : 0 });
  });
  const width = box.b - box.a;
  if (shape.openStart) made.push(node("path", { class: "mark open", d: `M34 0H12L1 ${BAR / 2}L12 ${BAR}H34z`, fill: "url(#tl-in)" }));
  if (shape.openEnd) {
    made.push(node("path", { class: "mark open", d: `M${width - 34} 0H${width - 12}L${width - 1} ${BAR / 2}L${width - 12} ${BAR}H${width - 34}z` }));
  }
  return made;
}

/** The group of an event. */
export function eventNode(event) {
  return node("g", { role: "button", "data-id": event.id });
}

/** What a screen reader says of an event. */
export function eventName(event) {
  return [event.title, event.date, STATUS[event.status], event.conflict ? "statements collide" : ""].filter(Boolean).join(", ");
}

export function eventClass(event, selected) {
  return `event ${event.status}${event.named ? " named" : ""}${selected ? " selected" : ""}`;
}

/** A text cut to a width in pixels, and its width then. */
export function shortened(text, room, width) {
  const full = width(text);
  if (full <= room) return [text, Math.ceil(full)];
  let low = 1;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (width(`${text.slice(0, middle)}…`) <= room) low = middle;
    else high = middle - 1;
  }
  const cut = `${text.slice(0, low).trimEnd()}…`;
  return [cut, Math.ceil(width(cut))];
}

/** Hatching for what is somewhere within, fading for ends that are not known. */
export function definitions() {
  const stop = (offset, opacity) => node("stop", { offset, "stop-opacity": opacity, class: "ink" });
  const hatch = node(
    "pattern", { id: "tl-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    node("rect", { width: 6, height: 6, class: "ground" }), node("rect", { width: 1.6, height: 6, class: "stripe" }),
  );
  return node(
    "defs", {}, hatch,
    node("linearGradient", { id: "tl-in" }, stop(0, 0.12), stop(1, 0.85)),
    node("linearGradient", { id: "tl-out" }, stop(0, 0.85), stop(1, 0.12)),
  );
}
