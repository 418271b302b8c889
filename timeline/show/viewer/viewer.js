// The drawn timeline: one SVG in which only what is visible exists.
import { arcPaths, legendButtons } from "./arcs.js";
import { makeScale } from "./axis.js";
import { listen } from "./control.js";
import { cardParts, definitions, eventClass, eventNode, eventParts, node, shortened } from "./draw.js";
import { BAR, ROW, place, shapeOf } from "./layout.js";
import { drawAxis } from "./ticks.js";

const AXIS = 46;
const MOST_ROWS = 14;
const HELP =
  "Drag to move, turn the wheel to zoom. With the keyboard: Tab to an event, arrows go from event to event, Shift and " +
  "arrows move the view, plus and minus zoom, 0 shows everything, Enter opens, Escape closes.";

const views = new WeakMap();

/** Entry point for Streamlit, called at every change of the data. */
export default function ({ parentElement, data, setTriggerValue }) {
  const view = views.get(parentElement) ?? mount(parentElement.querySelector(".timeline-host"));
  views.set(parentElement, view);
  view.onSelect = (id) => setTriggerValue("chosen", id ?? "");
  view.show(data.scene, data.selected ?? null);
  return () => {
    view.destroy();
    views.delete(parentElement);
  };
}

/** A timeline in `host`: {show(scene, selected), select(id), destroy()}; `onSelect(id or null)` tells what is chosen. */
export function mount(host, onSelect = () => {}) {
  return new View(host, onSelect);
}

class View {
  constructor(host, onSelect) {
    this.host = host;
    this.onSelect = onSelect;
    this.nodes = new Map();
    this.hidden = new Set();
    this.cut = true;
    this.width = 0;
    this.selected = this.hovered = this.current = null;
    this.events = [];
    this.links = [];
    this.build();
    listen(this);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.stage);
  }

  build() {
    const button = (name, label, act) => {
      const made = node("<button", { type: "button", title: name, "aria-label": name }, label);
      made.addEventListener("click", act);
      return made;
    };
    this.scaleButton = button("Shorten times in which nothing happens", "Shorten gaps", () => this.setCut(!this.cut));
    const help = button("Help", "?", () => this.toggleHelp());
    this.helpText = node("<p", { class: "help", hidden: "" }, HELP);
    this.legend = node("<div", { class: "legend", role: "group", "aria-label": "Kinds of links" });
    this.tools = node(
      "<div", { class: "tools", role: "group", "aria-label": "View" },
      button("Zoom out", "−", () => this.zoom(1 / 1.6, null, true)),
      button("Zoom in", "+", () => this.zoom(1.6, null, true)),
      button("Show everything", "Fit", () => this.fit(true)), this.scaleButton, help,
    );
    this.svg = node("svg", { class: "plot", role: "group", "aria-roledescription": "timeline", tabindex: "-1" });
    this.layers = Object.fromEntries(["gaps", "grid", "arcs", "events", "axis"].map((name) => [name, node("g", { class: name })]));
    for (const name of ["gaps", "grid", "arcs", "axis"]) this.layers[name].setAttribute("aria-hidden", "true");
    this.svg.append(definitions(), ...Object.values(this.layers));
    this.card = node("<div", { class: "card", role: "tooltip", hidden: "" });
    this.empty = node("<p", { class: "empty", hidden: "" }, "No event with a date to draw.");
    this.stage = node("<div", { class: "stage" }, this.svg, this.card, this.empty);
    this.root = node("<div", { class: "timeline" }, node("<div", { class: "bar" }, this.legend, this.tools), this.helpText, this.stage);
    this.host.replaceChildren(this.root);
  }

  destroy() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    this.host.replaceChildren();
  }

  /** Draws a scene (see scene.py); the view stays where it is if the scene is the same. */
  show(scene, selected) {
    this.selected = selected;
    const stamp = JSON.stringify([scene.events.map((e) => [e.id, e.bounds]), scene.links.length]);
    if (stamp === this.stamp) {
      this.scene = scene;
      this.events.forEach((e) => Object.assign(e, scene.events[e.index]));
      this.forget();
      return this.draw();
    }
    this.stamp = stamp;
    this.scene = scene;
    this.prepare();
    if (this.width) this.fit(false);
  }

  select(id) {
    this.selected = id;
    this.forget();
    this.draw();
    this.onSelect(id);
  }

  prepare() {
    const all = this.scene.events.flatMap((e) => e.bounds).filter((n) => n !== null);
    const horizon = Math.max(...all, this.scene.written ?? -Infinity) + 1;
    this.events = this.scene.events
      .map((e, index) => ({ ...e, index, shape: shapeOf(e, horizon) }))
      .filter((e) => e.shape);
    this.events.sort((a, b) => a.shape.low - b.shape.low || b.shape.high - a.shape.high || a.index - b.index);
    this.byIndex = new Map(this.events.map((e, i) => [e.index, i]));
    this.byId = new Map(this.events.map((e, i) => [e.id, i]));
    this.links = this.scene.links
      .map(([a, b, kind]) => ({ a: this.byIndex.get(a), b: this.byIndex.get(b), kind }))
      .filter((x) => x.a !== undefined && x.b !== undefined && x.a !== x.b);
    if (!this.byId.has(this.current)) this.current = this.events[0]?.id ?? null;
    this.rescale();
    this.legend.replaceChildren(...legendButtons(this));
    this.svg.setAttribute("aria-label", `Timeline of ${this.events.length} events`);
    this.empty.hidden = this.events.length > 0;
  }

  rescale() {
    const spans = this.events.map((e) => [e.shape.low, ...e.shape.parts.flatMap(([a, b]) => [a, b]), e.shape.high]);
    const cutting = makeScale(spans, true);
    this.scaleButton.hidden = !cutting.gaps.length;
    this.scaleButton.setAttribute("aria-pressed", String(this.cut));
    this.scale = this.cut ? cutting : makeScale(spans, false);
    for (const e of this.events) {
      e.uLow = this.scale.toUnit(e.shape.low);
      e.uHigh = this.scale.toUnit(e.shape.high);
      const plain = e.shape.parts.find(([, , style]) => style === "solid" || style === "soft") ?? [e.shape.low, e.shape.low];
      e.uPlain = [this.scale.toUnit(plain[0]), this.scale.toUnit(plain[1])];
    }
    this.forget();
  }

  setCut(cut) {
    this.cut = cut;
    this.rescale();
    this.fit(false);
  }

  forget() {
    this.layoutAt = null;
    for (const g of this.nodes.values()) g.drawn = null;
  }

  resize() {
    const width = Math.floor(this.stage.clientWidth);
    if (!width || width === this.width) return;
    const first = !this.width;
    const middle = first ? 0 : this.t + this.width / 2 / this.k;
    this.width = width;
    this.measure();
    if (!this.scene) return;
    this.forget();
    if (first || this.isFit) this.fit(false);
    else this.move(this.k, middle - width / 2 / this.k);
  }

  measure() {
    const style = getComputedStyle(this.svg);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} 13px ${style.fontFamily}`;
    this.labelRoom = this.width < 600 ? 140 : 250;
    const strong = `600 13px ${style.fontFamily}`;
    const plain = pen.font;
    this.shorten = (event) => {
      pen.font = event.named ? strong : plain;
      return shortened(event.title, this.labelRoom, (text) => pen.measureText(text).width);
    };
  }

  // --- the view: k pixels a unit, t the unit at the left edge ---

  limits() {
    const span = Math.max(this.scale.last - this.scale.first, 1);
    const right = Math.min(this.labelRoom + 30, this.width * 0.4);
    const fit = Math.min((this.width - 50 - right) / span, 40);
    return { fit, least: Math.min(fit, fit * 0.6), most: Math.max(60, fit) };
  }

  fit(smooth) {
    if (!this.width || !this.scene) return;
    const { fit } = this.limits();
    this.rowsAtFit = null;
    for (const e of this.events) if (e.label === undefined || e.room !== this.labelRoom) this.label(e);
    const t = this.scale.first - 36 / fit;
    if (smooth) this.glide(fit, t, true);
    else this.move(fit, t, true);
  }

  label(event) {
    event.room = this.labelRoom;
    [event.label, event.labelWidth] = this.shorten(event);
    if (event.conflict) event.labelWidth += 18;
  }

  zoom(factor, x = null, smooth = false) {
    const { least, most } = this.limits();
    const at = x ?? this.width / 2;
    const k = Math.min(Math.max(this.k * factor, least), most);
    const t = this.t + at / this.k - at / k;
    if (smooth) this.glide(k, t);
    else this.move(k, t);
  }

  glide(k, t, isFit = false) {
    cancelAnimationFrame(this.frame);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return this.move(k, t, isFit);
    const [k0, t0] = [this.k, this.t];
    const middle0 = t0 + this.width / 2 / k0;
    const middle1 = t + this.width / 2 / k;
    let start = null;
    const step = (now) => {
      start ??= now;
      const p = Math.min((now - start) / 180, 1);
      const eased = 1 - (1 - p) ** 3;
      const kp = k0 * (k / k0) ** eased;
      // The middle moves in pixels of the momentary zoom, so that nothing flies by.
      const share = Math.abs(k - k0) < 1e-12 ? eased : (1 / k0 - 1 / kp) / (1 / k0 - 1 / k);
      this.move(kp, middle0 + (middle1 - middle0) * share - this.width / 2 / kp, p === 1 && isFit);
      if (p < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  move(k, t, isFit = false) {
    const margin = (this.width * 0.8) / k;
    this.k = k;
    this.t = Math.min(Math.max(t, this.scale.first - margin), this.scale.last - this.width / k + margin);
    if (this.scale.last - this.scale.first + 2 * margin < this.width / k) this.t = t;
    this.isFit = isFit;
    this.draw();
  }

  x(unit) {
    return (unit - this.t) * this.k;
  }

  // --- drawing ---

  draw() {
    if (!this.width || !this.scene) return;
    if (this.layoutAt !== this.k) {
      for (const e of this.events) if (e.room !== this.labelRoom) this.label(e);
      this.layout = place(this.events, this.k, this.width < 600 ? MOST_ROWS + 8 : MOST_ROWS);
      this.layoutAt = this.k;
    }
    if (!this.rowsAtFit) this.setHeight();
    drawAxis(this);
    this.drawEvents();
    this.drawArcs();
  }

  setHeight() {
    this.rowsAtFit = Math.max(this.layout.rows, 4);
    this.top = this.links.length ? 74 : 14;
    this.base = this.top + this.rowsAtFit * ROW;
    this.height = this.base + AXIS;
    this.svg.setAttribute("height", this.height);
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
  }

  y(row) {
    return this.base - (row + 1) * ROW + (ROW - BAR) / 2 - 4;
  }

  point(i) {
    const box = this.layout.boxes[i];
    const at = this.t * this.k;
    if (box.row < 0) {
      return [(box.bin.a + box.bin.b) / 2 - at, this.y(box.bin.row)];
    }
    const long = box.b - box.a > 60;
    return [(long ? box.a + 24 : (box.a + box.b) / 2) - at, this.y(box.row)];
  }

  drawEvents() {
    const seen = new Set();
    const at = this.t * this.k;
    const focused = this.root.getRootNode().activeElement;
    const put = (key, make) => {
      seen.add(key);
      if (!this.nodes.has(key)) this.nodes.set(key, make());
      const g = this.nodes.get(key);
      if (g.parentNode !== this.layers.events) this.layers.events.append(g);
      return g;
    };
    this.layout.boxes.forEach((box, i) => {
      const event = this.events[i];
      const visible = box.end > at - 20 && box.a < at + this.width + 20;
      if (box.row >= 0 && (visible || this.nodes.get(event.id) === focused)) this.drawEvent(put(event.id, () => eventNode(event)), event, box, at);
    });
    for (const bin of this.layout.bins) {
      if (bin.b > at && bin.a < at + this.width) this.drawBin(put(`bin ${bin.slot}`, () => node("g")), bin, at);
    }
    for (const [key, g] of this.nodes) {
      if (seen.has(key)) continue;
      // What had the keyboard is gone into a bin: the keys go on working from the drawing.
      if (g === focused) this.svg.focus({ preventScroll: true });
      g.remove();
      this.nodes.delete(key);
    }
  }

  drawEvent(g, event, box, at) {
    const whole = box.a >= at - 20 && box.end <= at + this.width + 20;
    g.setAttribute("transform", `translate(${(box.a - at).toFixed(1)} ${this.y(box.row)})`);
    g.setAttribute("tabindex", event.id === this.current ? "0" : "-1");
    g.classList.toggle("dim", this.lit !== undefined && !this.lit.has(event.id));
    const stamp = whole ? `${this.k}` : `${this.k} ${at}`;
    if (g.drawn === stamp) return;
    g.drawn = stamp;
    g.setAttribute("class", eventClass(event, event.id === this.selected));
    g.setAttribute("aria-pressed", String(event.id === this.selected));
    const [from, to] = [Math.max(at - 40 - box.a, 0), at + this.width + 40 - box.a];
    g.replaceChildren(...eventParts(event, box, from, to, (day) => this.scale.toUnit(day) * this.k - box.a));
  }

  drawBin(g, bin, at) {
    g.setAttribute("transform", `translate(${(bin.a - at).toFixed(1)} ${this.y(bin.row)})`);
    if (g.drawn === bin.members.length) return;
    g.drawn = bin.members.length;
    g.bin = bin;
    g.setAttribute("class", "bin");
    g.setAttribute("role", "button");
    g.setAttribute("tabindex", "0");
    g.setAttribute("aria-label", `${bin.members.length} more events here: zoom in`);
    const width = bin.b - bin.a;
    const text = node("text", { x: width / 2, y: BAR / 2 + 4.5 }, `+${bin.members.length}`);
    g.replaceChildren(node("rect", { y: -3, width, height: BAR + 6, rx: 10 }), text);
  }

  drawArcs() {
    this.layers.arcs.replaceChildren(...arcPaths(this, this.hovered ?? this.selected));
  }

  // --- what the reader does ---

  choose(id) {
    this.current = id;
    this.select(id === this.selected ? null : id);
    this.nodes.get(id)?.focus({ preventScroll: true });
  }

  // The next event in time; up and down go on among those that are linked to this one, where there are any.
  step(side, linked) {
    const at = this.byId.get(this.current) ?? 0;
    const near = new Set(this.links.filter((x) => !this.hidden.has(x.kind)).flatMap((x) => (x.a === at ? [x.b] : x.b === at ? [x.a] : [])));
    let next = at + side;
    if (linked && near.size) {
      const sorted = [...near].sort((a, b) => a - b);
      next = (side > 0 ? sorted.find((i) => i > at) : sorted.reverse().find((i) => i < at)) ?? sorted[0];
    }
    this.goTo(next);
  }

  goTo(i) {
    const event = this.events[i];
    if (!event) return;
    this.current = event.id;
    if (this.layout.boxes[i].row < 0) this.reveal(i);
    const [x] = this.point(i);
    if (x < 20 || x > this.width - 120) this.move(this.k, this.t + (x - this.width / 2) / this.k);
    else this.draw();
    this.nodes.get(event.id)?.focus({ preventScroll: true });
    this.hover(event.id);
  }

  // Zooms in on an event that is only counted, until it has a place of its own.
  reveal(i) {
    const { most } = this.limits();
    while (this.layout.boxes[i].row < 0 && this.k < most) {
      const middle = (this.events[i].uLow + this.events[i].uHigh) / 2;
      const k = Math.min(this.k * 1.8, most);
      this.move(k, middle - this.width / 2 / k);
    }
  }

  openBin(bin) {
    const low = Math.min(...bin.members.map((i) => this.events[i].uLow));
    const high = Math.max(...bin.members.map((i) => this.events[i].uHigh));
    const k = Math.min(Math.max(this.width / (high - low) / 1.4, this.k * 1.8), this.limits().most);
    this.glide(k, (low + high) / 2 - this.width / 2 / k);
  }

  close() {
    this.helpText.hidden = true;
    this.hover(null);
    if (this.selected !== null) this.select(null);
  }

  toggleHelp() {
    this.helpText.hidden = !this.helpText.hidden;
  }

  hover(id) {
    if (id === this.hovered) return;
    this.hovered = id;
    const i = this.byId?.get(id);
    this.lit = i === undefined ? undefined : new Set([id, ...this.links.flatMap((x) => (x.a === i || x.b === i ? [this.events[x.a].id, this.events[x.b].id] : []))]);
    if (this.lit?.size === 1) this.lit = undefined;
    for (const [key, g] of this.nodes) g.classList.toggle("dim", this.lit !== undefined && !this.lit.has(key));
    this.drawArcs();
    if (i === undefined) this.card.hidden = true;
    else this.showCard(this.events[i], i);
  }

  showCard(event, i) {
    this.card.replaceChildren(...cardParts(event));
    this.card.hidden = false;
    const [x, y] = this.point(i);
    const wide = this.card.offsetWidth;
    const tall = this.card.offsetHeight;
    const left = Math.min(Math.max(x - 24, 4), this.width - wide - 4);
    const above = y - tall - 14;
    this.card.style.left = `${left}px`;
    this.card.style.top = `${above < -40 ? y + BAR + 16 : above}px`;
  }
}
