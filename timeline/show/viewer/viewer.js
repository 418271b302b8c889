// The drawn timeline: one SVG in which only what is visible exists. All text arrives as data and leaves as textContent.
import { civil, level, lengthWords, makeScale, ticks, yearWords } from "./axis.js";
import { BAR, ROW, arc, place, shapeOf } from "./layout.js";

const SVG = "http://www.w3.org/2000/svg";
const AXIS = 46;
const MOST_ROWS = 14;
const MOST_ARCS = 120;
const LINKS = {
  cause: "led to", parallel: "is compared with", part_of: "is part of", same_as: "is the same as",
  during: "happened during", before: "came before", refers_to: "looks back to",
};
const BOTH_WAYS = new Set(["parallel", "same_as"]);
const STATUS = {
  happened: "", ongoing: "still going on", planned: "planned", negated: "did not happen", hypothetical: "not certain",
};
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

function node(tag, attributes = {}, ...children) {
  const made = tag[0] === "<" ? document.createElement(tag.slice(1)) : document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
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
    this.listen();
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

  listen() {
    this.pointers = new Map();
    this.svg.addEventListener("wheel", (e) => this.onWheel(e), { passive: false });
    this.svg.addEventListener("pointerdown", (e) => this.onDown(e));
    this.svg.addEventListener("pointermove", (e) => this.onMove(e));
    for (const type of ["pointerup", "pointercancel"]) this.svg.addEventListener(type, (e) => this.onUp(e));
    this.svg.addEventListener("pointerleave", () => this.hover(null));
    this.svg.addEventListener("click", (e) => this.onClick(e));
    this.svg.addEventListener("focusin", (e) => this.onFocus(e));
    this.svg.addEventListener("focusout", () => this.hover(null));
    // Streamlit has shortcuts of its own on single letters.
    this.root.addEventListener("keydown", (e) => {
      this.onKey(e);
      e.stopPropagation();
    });
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.stage);
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
    this.drawLegend();
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
      this.layout = place(this.events, this.k, MOST_ROWS);
      this.layoutAt = this.k;
    }
    if (!this.rowsAtFit) this.setHeight();
    this.drawAxis();
    this.drawEvents();
    this.drawArcs();
  }

  setHeight() {
    this.rowsAtFit = Math.max(this.layout.rows, 4);
    this.top = this.links.length ? 74 : 14;
    this.height = this.top + this.rowsAtFit * ROW + AXIS;
    this.svg.setAttribute("height", this.height);
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
  }

  y(row) {
    return this.height - AXIS - (row + 1) * ROW + (ROW - BAR) / 2 - 4;
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
    g.replaceChildren(...this.eventParts(event, box, Math.max(at - 40 - box.a, 0), at + this.width + 40 - box.a));
  }

  // The pieces of an event, x from its box; `from` and `to` cut off what is far outside.
  eventParts(event, box, from, to) {
    const clip = (x) => Math.min(Math.max(x, from), to);
    const width = box.b - box.a;
    const parts = [node("rect", { class: "hit", x: clip(0) - 2, y: -6, width: clip(box.end - box.a) - clip(0) + 4, height: BAR + 12, rx: 6 })];
    if (box.dot) parts.push(node("circle", { class: "mark", cx: width / 2, cy: BAR / 2, r: 6 }));
    else parts.push(...this.barParts(event, box, clip));
    if (event.status === "negated") parts.push(node("path", { class: "cross", d: `M${width / 2 - 7} ${BAR + 1}L${width / 2 + 7} -1` }));
    const start = box.inside ? Math.min(Math.max(9 + (event.shape.openStart ? 34 : 0), from + 48), width - event.labelWidth - 8) : width + 6;
    if (event.conflict) parts.push(node("path", { class: "warning", d: `M${start + 6} 1l6 11h-12zM${start + 6} 5v3.4M${start + 6} 10v.6` }));
    parts.push(node("text", { x: start + (event.conflict ? 18 : 0), y: BAR / 2 + 4.5, class: box.inside ? "inside" : null }, event.label));
    return parts;
  }

  barParts(event, box, clip) {
    const { shape } = event;
    const at = (day) => this.scale.toUnit(day) * this.k - box.a;
    const small = (event.uHigh - event.uLow) * this.k < 12;
    const made = shape.parts.map(([from, to, style]) => {
      const [a, b] = small && shape.parts.length === 1 ? [shape.openStart ? 34 : 0, box.b - box.a - (shape.openEnd ? 34 : 0)] : [at(from), at(to)];
      const [x, end] = [clip(a), clip(b)];
      return node("rect", { class: `mark ${style}`, x, y: 0, width: Math.max(end - x, 0.5), height: BAR, rx: style === "solid" || style === "soft" ? 4 : 0 });
    });
    const width = box.b - box.a;
    if (shape.openStart) made.push(node("path", { class: "mark open", d: `M34 0H12L1 ${BAR / 2}L12 ${BAR}H34z`, fill: "url(#tl-in)" }));
    if (shape.openEnd) {
      made.push(node("path", { class: "mark open", d: `M${width - 34} 0H${width - 12}L${width - 1} ${BAR / 2}L${width - 12} ${BAR}H${width - 34}z` }));
    }
    return made;
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
    const focus = this.hovered ?? this.selected;
    const made = [];
    for (const { p, q, kind, lit } of this.visibleLinks(focus)) {
      const classes = `arc ${kind}${lit ? " lit" : ""}${this.lit && !lit ? " dim" : ""}`;
      const { line, head } = arc(p, q, -24);
      made.push(node("path", { class: classes, d: line }));
      if (!BOTH_WAYS.has(kind)) made.push(node("path", { class: `head ${classes}`, d: head }));
    }
    this.layers.arcs.replaceChildren(...made);
  }

  // One arc for all links between the same two bins; where there are many, those of the event in focus come first, then
  // those that can be followed from end to end.
  visibleLinks(focus) {
    const found = new Map();
    for (const { a, b, kind } of this.links) {
      if (this.hidden.has(kind)) continue;
      const [p, q] = [this.point(a), this.point(b)];
      const inside = [p, q].filter(([x]) => x > -20 && x < this.width + 20).length;
      if (Math.max(p[0], q[0]) < -50 || Math.min(p[0], q[0]) > this.width + 50) continue;
      const lit = this.events[a].id === focus || this.events[b].id === focus;
      const key = `${p} ${q} ${kind}`;
      if (!found.has(key) || lit) found.set(key, { p: this.near(p), q: this.near(q), kind, lit, rank: lit ? 9 : inside });
    }
    const all = [...found.values()];
    if (all.length <= MOST_ARCS) return all;
    return all.filter((x) => x.rank === 9 || x.rank === 2).sort((x, y) => y.rank - x.rank).slice(0, MOST_ARCS);
  }

  // Ends far outside are drawn nearer: a dashed line of a million pixels takes seconds.
  near([x, y]) {
    return [Math.min(Math.max(x, -this.width), 2 * this.width), y];
  }

  drawAxis() {
    const base = this.height - AXIS + 0.5;
    const [grid, axis, gaps] = [[], [], []];
    axis.push(node("path", { class: "line", d: `M0 ${base}H${this.width}` }));
    for (const gap of this.scale.gaps) gaps.push(...this.gapParts(gap, base));
    const wanted = this.pieces().flatMap(([from, to]) => this.pieceTicks(from, to));
    wanted.push(...this.scale.gaps.map((gap) => this.gapTick(gap)).filter(Boolean));
    wanted.sort((a, b) => b.first - a.first || a.x - b.x);
    const taken = [];
    for (const tick of wanted) {
      if (!tick.gap) grid.push(node("path", { d: `M${tick.x.toFixed(1)} 0V${base}` }));
      const half = Math.max(tick.minor.length, tick.major.length) * 3.6 + 5;
      if (taken.some((t) => Math.abs(t.x - tick.x) < t.half + half)) continue;
      taken.push({ x: tick.x, half });
      const x = tick.x.toFixed(1);
      if (tick.minor) axis.push(node("text", { x, y: base + 17, class: tick.gap ? "left-out" : null }, tick.minor));
      if (tick.major) axis.push(node("text", { x, y: base + (tick.minor ? 34 : 17), class: "major" }, tick.major));
    }
    this.layers.gaps.replaceChildren(...gaps);
    this.layers.grid.replaceChildren(...grid);
    this.layers.axis.replaceChildren(...axis);
  }

  // Visible stretches of days at the full scale, between the cuts.
  pieces() {
    const { pieces, toDay } = this.scale;
    const [from, to] = [toDay(this.t), toDay(this.t + this.width / this.k)];
    return pieces
      .map((p, i) => [i === 0 ? -Infinity : p.day, pieces[i + 1]?.day ?? Infinity, p.gap])
      .filter(([a, b, gap]) => !gap && b > from && a < to)
      .map(([a, b]) => [Math.max(a, from), Math.min(b, to)]);
  }

  pieceTicks(from, to) {
    const cut = this.scale.gaps.length > 0;
    let found = ticks(level(this.k, 84), from, to);
    if (!found.length && cut) found = middleTick(from, to, this.events);
    let major = "";
    return found.map((tick, i) => {
      const shown = tick.major !== major;
      major = tick.major;
      const x = this.x(this.scale.toUnit(tick.day));
      return { ...tick, x: Math.max(x, i ? 0 : 26), major: shown ? tick.major : "", first: i === 0 || shown ? 1 : 0 };
    });
  }

  gapParts(gap, base) {
    const [a, b] = [this.x(gap.unit), this.x(gap.unit + gap.shown)];
    if (b < 0 || a > this.width) return [];
    const rect = node("rect", { x: a, y: 0, width: b - a, height: base, class: "gap" });
    if (b - a < 12) return [rect];
    return [rect, node("path", { class: "zigzag", d: `M${(a + b) / 2 - 6} ${base + 5}l4 -10m4 10l4 -10` })];
  }

  // How long a cut is, where there is room to say so.
  gapTick(gap) {
    const [a, b] = [this.x(gap.unit), this.x(gap.unit + gap.shown)];
    const words = `${lengthWords(gap.to - gap.from)}`;
    if (b < 0 || a > this.width || b - a < words.length * 6) return null;
    return { x: (a + b) / 2, minor: words, major: "", first: -1, gap: true };
  }

  drawLegend() {
    const counts = new Map();
    for (const { kind } of this.links) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const buttons = Object.keys(LINKS).filter((kind) => counts.has(kind)).map((kind) => {
      const line = node("svg", { width: 30, height: 10, "aria-hidden": "true" }, node("path", { class: `arc lit ${kind}`, d: "M1 5H29" }));
      const made = node("<button", { type: "button", "aria-pressed": String(!this.hidden.has(kind)) }, line, `${LINKS[kind]} (${counts.get(kind)})`);
      made.addEventListener("click", () => {
        if (!this.hidden.delete(kind)) this.hidden.add(kind);
        made.setAttribute("aria-pressed", String(!this.hidden.has(kind)));
        this.drawArcs();
      });
      return made;
    });
    this.legend.replaceChildren(...buttons);
  }

  // --- what the reader does ---

  onWheel(e) {
    const sideways = Math.abs(e.deltaX) > Math.abs(e.deltaY);
    if (sideways) this.move(this.k, this.t + e.deltaX / this.k);
    else if (e.deltaY > 0 && this.k <= this.limits().least * 1.001) return;
    else this.zoom(Math.exp(-Math.max(-300, Math.min(300, e.deltaY)) * 0.0022), e.clientX - this.svg.getBoundingClientRect().left);
    e.preventDefault();
  }

  onDown(e) {
    if (e.button) return;
    cancelAnimationFrame(this.frame);
    this.pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (this.pointers.size === 1) this.drag = { x: e.clientX, t: this.t, far: false };
  }

  onMove(e) {
    const known = this.pointers.get(e.pointerId);
    if (!known) return this.hover(e.target.closest?.(".event")?.dataset.id ?? null);
    if (this.pointers.size === 2) return this.pinch(e, known);
    const moved = e.clientX - this.drag.x;
    if (!this.drag.far && Math.abs(moved) < 5) return undefined;
    if (!this.drag.far) this.svg.setPointerCapture(e.pointerId);
    this.drag.far = true;
    this.hover(null);
    return this.move(this.k, this.drag.t - moved / this.k);
  }

  pinch(e, known) {
    const [other] = [...this.pointers].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
    const before = Math.abs(known.x - other.x) || 1;
    Object.assign(known, { x: e.clientX, y: e.clientY });
    this.drag.far = true;
    this.zoom(Math.abs(known.x - other.x) / before || 1, (known.x + other.x) / 2 - this.svg.getBoundingClientRect().left);
    this.drag = { x: other.x, t: this.t, far: true };
  }

  onUp(e) {
    this.pointers.delete(e.pointerId);
    const [left] = this.pointers.values();
    if (left) this.drag = { x: left.x, t: this.t, far: true };
  }

  onClick(e) {
    if (this.drag?.far) {
      this.drag = null;
      return;
    }
    const bin = e.target.closest(".bin")?.bin;
    if (bin) return this.openBin(bin);
    const id = e.target.closest(".event")?.dataset.id;
    if (id) this.choose(id);
  }

  choose(id) {
    this.current = id;
    this.select(id === this.selected ? null : id);
    this.nodes.get(id)?.focus({ preventScroll: true });
  }

  onFocus(e) {
    const id = e.target.closest(".event")?.dataset.id;
    if (!id || !e.target.matches(":focus-visible")) return;
    this.current = id;
    this.hover(id);
  }

  onKey(e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.key === "Tab") return;
    const act = this.keys(e);
    if (!act) return;
    e.preventDefault();
    act();
  }

  keys(e) {
    const onEvent = e.target.closest(".event, .bin");
    const side = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[e.key];
    if (side && e.shiftKey) return () => this.move(this.k, this.t + (side * this.width * 0.15) / this.k);
    if (side && (onEvent || e.target === this.svg)) return () => this.step(side, e.key === "ArrowUp" || e.key === "ArrowDown");
    if (["+", "=", "-", "_"].includes(e.key)) return () => this.zoom("+=".includes(e.key) ? 1.6 : 1 / 1.6, null, true);
    if (e.key === "0") return () => this.fit(true);
    if (e.key === "Escape") return () => this.close();
    if (!onEvent) return null;
    if (e.key === "Home" || e.key === "End") return () => this.goTo(e.key === "Home" ? 0 : this.events.length - 1);
    if (e.key !== "Enter" && e.key !== " ") return null;
    return () => (onEvent.bin ? this.openBin(onEvent.bin) : this.choose(onEvent.dataset.id));
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
    const status = STATUS[event.status];
    const [before, wording, after] = event.quote;
    this.card.replaceChildren(
      node("<strong", { dir: "auto" }, event.title),
      node("<span", { class: "date" }, event.date + (status ? ` · ${status}` : "")),
      node("<q", { dir: "auto" }, before, node("<mark", {}, wording), after),
      node("<span", { class: "source", dir: "auto" }, event.source),
    );
    if (event.conflict) this.card.append(node("<span", { class: "clash" }, "Statements about this collide"));
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

function eventNode(event) {
  const g = node("g", { role: "button", "data-id": event.id });
  g.setAttribute("aria-label", [event.title, event.date, STATUS[event.status], event.conflict ? "statements collide" : ""].filter(Boolean).join(", "));
  return g;
}

function eventClass(event, selected) {
  return `event ${event.status}${event.named ? " named" : ""}${selected ? " selected" : ""}`;
}

// A stretch between two cuts that holds no tick: the year of what happens in it.
function middleTick(from, to, events) {
  const inside = events.find((e) => e.shape.low >= from - 1 && e.shape.low <= to);
  const day = inside ? inside.shape.low : Math.floor((from + to) / 2);
  return [{ day: Math.max(day, from), minor: yearWords(civil(Math.floor(day))[0]), major: "" }];
}

function shortened(text, room, width) {
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

function definitions() {
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
