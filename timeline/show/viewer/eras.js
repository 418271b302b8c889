// Periods to go to: those that the texts name, those that are known, and the centuries.
import { civil, dayNumber } from "./axis.js";
import { node } from "./draw.js";

const MOST_CENTURIES = 40;

/** The chooser of a view, and the band of the period that was chosen. */
export class Eras {
  constructor(view) {
    this.view = view;
    this.chosen = null;
    this.select = node("<select", {});
    this.root = node("<label", { class: "choice" }, "Period", this.select);
    this.select.addEventListener("change", () => this.choose(this.eras[this.select.value] ?? null));
  }

  prepare() {
    const { scene, events } = this.view;
    const named = scene.eras.map(([name, from, to, said]) => ({ name, from, to, group: said ? "Named in the texts" : "Known periods" }));
    this.eras = [...named, ...centuries(events)];
    const groups = ["Named in the texts", "Known periods", "Centuries"].map((label) => {
      const options = this.eras.flatMap((era, n) => (era.group === label ? [node("<option", { value: n }, era.name)] : []));
      return options.length ? node("<optgroup", { label }, ...options) : "";
    });
    this.select.replaceChildren(node("<option", { value: "" }, "all"), ...groups.filter(Boolean));
    this.chosen = null;
    this.root.hidden = this.eras.length < 2;
  }

  choose(era) {
    const { camera, scale } = this.view;
    this.chosen = era;
    if (era) camera.show(scale.toUnit(era.from), scale.toUnit(era.to + 1), true);
    else this.view.fit(true);
    this.view.draw();
  }

  forget() {
    this.chosen = null;
    this.select.value = "";
  }

  draw() {
    const { layers, camera, scale, base, top } = this.view;
    if (!this.chosen) return layers.bands.replaceChildren();
    const [a, b] = [this.chosen.from, this.chosen.to + 1].map((day) => camera.x(scale.toUnit(day)));
    const [x, end] = [Math.max(a, -10), Math.min(b, camera.width + 10)];
    if (end <= x) return layers.bands.replaceChildren();
    const label = node("text", { x: Math.max(x, 0) + 8, y: top > 20 ? 15 : base - 6 }, this.chosen.name);
    return layers.bands.replaceChildren(node("rect", { x, y: 0, width: end - x, height: base }), label);
  }
}

function centuries(events) {
  const found = new Set();
  for (const e of events) found.add(Math.floor((civil(Math.floor(e.shape.low))[0] - 1) / 100));
  if (found.size < 2 || found.size > MOST_CENTURIES) return [];
  return [...found].sort((a, b) => a - b).map((n) => ({
    name: n < 0 ? `${ordinal(-n)} century BC` : `${ordinal(n + 1)} century`,
    from: dayNumber(n * 100 + 1),
    to: dayNumber((n + 1) * 100 + 1) - 1,
    group: "Centuries",
  }));
}

function ordinal(n) {
  const end = n % 100 > 10 && n % 100 < 14 ? "th" : { 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th";
  return `${n}${end}`;
}
