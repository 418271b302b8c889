// The layer of events and bins: what comes into sight is made, what leaves it is removed, the rest is moved.
import { eventClass, eventName, eventNode, eventParts, node } from "./draw.js";
import { BAR } from "./layout.js";

/** Draws the events and bins that `view` shows now. */
export function drawEvents(view) {
  const { camera, nodes, layers } = view;
  const seen = new Set();
  const at = camera.t * camera.k;
  const focused = view.root.getRootNode().activeElement;
  const put = (key, make) => {
    seen.add(key);
    if (!nodes.has(key)) nodes.set(key, make());
    const g = nodes.get(key);
    if (g.parentNode !== layers.events) layers.events.append(g);
    return g;
  };
  view.layout.boxes.forEach((box, i) => {
    if (box.row < 0) return;
    const event = view.events[i];
    const visible = box.end > at - 20 && box.a < at + camera.width + 20;
    if (visible || (focused && nodes.get(event.id) === focused)) drawEvent(view, put(event.id, () => eventNode(event)), event, box, at);
  });
  for (const bin of view.layout.bins) {
    if (bin.b > at && bin.a < at + camera.width) drawBin(view, put(bin.key, () => node("g")), bin, at);
  }
  for (const [key, g] of nodes) {
    if (seen.has(key)) continue;
    // What had the keyboard is gone into a bin: the keys go on working from the drawing.
    if (g === focused) view.svg.focus({ preventScroll: true });
    g.remove();
    nodes.delete(key);
  }
}

function drawEvent(view, g, event, box, at) {
  const { camera } = view;
  const whole = box.a >= at - 20 && box.end <= at + camera.width + 20;
  g.setAttribute("transform", `translate(${(box.a - at).toFixed(1)} ${view.y(box)})`);
  g.setAttribute("tabindex", event.id === view.current ? "0" : "-1");
  g.classList.toggle("dim", view.lit !== undefined && !view.lit.has(event.id));
  const stamp = whole ? `${camera.k}` : `${camera.k} ${at}`;
  if (g.drawn === stamp) return;
  g.drawn = stamp;
  g.setAttribute("class", eventClass(event, event.id === view.selected));
  g.setAttribute("aria-label", eventName(event));
  g.setAttribute("aria-pressed", String(event.id === view.selected));
  const [from, to] = [Math.max(at - 40 - box.a, 0), at + camera.width + 40 - box.a];
  g.replaceChildren(...eventParts(event, box, from, to, (day) => view.scale.toUnit(day) * camera.k - box.a));
}

function drawBin(view, g, bin, at) {
  g.setAttribute("transform", `translate(${(bin.a - at).toFixed(1)} ${view.y(bin)})`);
  g.bin = bin;
  const count = bin.members.length;
  if (g.drawn === count) return;
  g.drawn = count;
  // Denser bins are darker in four steps; the number says it too.
  g.setAttribute("class", `bin dense${Math.min(3, Math.floor(Math.log10(count) * 1.5))}`);
  g.setAttribute("role", "button");
  g.setAttribute("tabindex", "0");
  g.setAttribute("aria-label", `${count} more ${count === 1 ? "event" : "events"} here: open`);
  const width = bin.b - bin.a;
  const text = node("text", { x: width / 2, y: BAR / 2 + 4.5 }, `+${count.toLocaleString("en")}`);
  g.replaceChildren(node("rect", { y: -3, width, height: BAR + 6, rx: 10 }), text);
}

/** The names of the lanes, at the left edge wherever the view is. */
export function drawHeadings(view) {
  if (view.lanes.length === 1) return view.layers.headings.replaceChildren();
  const made = view.lanes.flatMap((lane, n) => {
    const name = lane.name.length > 70 ? `${lane.name.slice(0, 69)}…` : lane.name;
    const parts = [node("text", { x: 10, y: lane.top + 18 }, name, node("tspan", { class: "count", dx: 7 }, lane.members.length.toLocaleString("en")))];
    if (n) parts.unshift(node("path", { d: `M0 ${lane.top + 0.5}H${view.camera.width}` }));
    return parts;
  });
  return view.layers.headings.replaceChildren(...made);
}
