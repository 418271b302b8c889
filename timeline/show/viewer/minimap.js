// The whole time in a strip below the drawing: how much happens when, and a window on what is seen.
import { civil, yearWords } from "./axis.js";
import { node } from "./draw.js";

const HEIGHT = 40;
const STEPS = 240;
const EDGE = 6;

/** The minimap of a view with `camera`, `scale` and `events`; its window can be dragged, or moved with the arrow keys. */
export class Minimap {
  constructor(view) {
    this.view = view;
    this.hills = node("path", { class: "hills" });
    this.window = node("rect", { class: "window", y: 1, height: HEIGHT - 2, rx: 5 });
    this.svg = node("svg", { "aria-hidden": "true" }, this.hills, this.window);
    this.root = node("<div", { class: "minimap", role: "slider", tabindex: "0", "aria-label": "Part of the time that is shown", "aria-valuemin": 0, "aria-valuemax": 100 }, this.svg);
    this.root.addEventListener("pointerdown", (e) => this.grab(e));
    this.root.addEventListener("pointermove", (e) => this.root.hasPointerCapture(e.pointerId) && this.drag(e));
    this.root.addEventListener("keydown", (e) => this.key(e));
  }

  prepare() {
    const { scale, events } = this.view;
    const span = Math.max(scale.last - scale.first, 1);
    const counts = new Array(STEPS).fill(0);
    const step = (unit) => Math.min(Math.max(Math.floor(((unit - scale.first) / span) * STEPS), 0), STEPS - 1);
    for (const e of events) counts[step((e.uLow + e.uHigh) / 2)] += 1;
    const most = Math.log(1 + Math.max(...counts));
    const bars = counts.map((n, i) => [i, most ? (Math.log(1 + n) / most) * (HEIGHT - 12) : 0]).filter(([, h]) => h);
    this.hills.setAttribute("d", bars.map(([i, h]) => `M${i} ${HEIGHT - 5}v${-h.toFixed(1)}h1v${h.toFixed(1)}z`).join(""));
    this.root.hidden = events.length < 2;
  }

  // Share (0..1) of the whole at a unit.
  share(unit) {
    const { first, last } = this.view.scale;
    return Math.min(Math.max((unit - first) / Math.max(last - first, 1), 0), 1);
  }

  draw() {
    const { camera, scale } = this.view;
    const [a, b] = [this.share(camera.t), this.share(camera.end)];
    const room = camera.width - 2 * EDGE;
    this.svg.setAttribute("viewBox", `0 0 ${camera.width} ${HEIGHT}`);
    this.hills.setAttribute("transform", `translate(${EDGE} 0) scale(${room / STEPS} 1)`);
    this.window.setAttribute("x", (a * room + 1).toFixed(1));
    this.window.setAttribute("width", ((b - a) * room + 2 * EDGE - 2).toFixed(1));
    this.root.setAttribute("aria-valuenow", Math.round((a + b) * 50));
    this.root.setAttribute("aria-valuetext", spanWords(scale, camera));
  }

  grab(e) {
    this.root.setPointerCapture(e.pointerId);
    this.drag(e);
  }

  drag(e) {
    const box = this.root.getBoundingClientRect();
    const { scale, camera } = this.view;
    camera.stop();
    const edge = EDGE * this.view.size;
    camera.centre(scale.first + ((e.clientX - box.left - edge) / (box.width - 2 * edge)) * (scale.last - scale.first));
  }

  key(e) {
    const side = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 4, PageDown: -4 }[e.key];
    const { camera, scale } = this.view;
    if (side) camera.pan(side * camera.width * 0.2);
    else if (e.key === "Home" || e.key === "End") camera.centre(e.key === "Home" ? scale.first : scale.last);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }
}

/** The years that a camera shows, in words. */
export function spanWords(scale, camera) {
  const [a, b] = [Math.max(camera.t, scale.first), Math.min(camera.end, scale.last)];
  const [from, to] = [a, Math.max(a, b - 1)].map((u) => yearWords(civil(Math.floor(scale.toDay(u)))[0]));
  return from === to ? from : `${from} to ${to}`;
}
