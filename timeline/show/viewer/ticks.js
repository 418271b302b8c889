// The drawn axis: grid lines, their words, and the gaps that are cut.
import { civil, lengthWords, level, ticks, yearWords } from "./axis.js";
import { node } from "./draw.js";

const TICK_ROOM = 84;

/** Grid, tick words and cut gaps for what a view shows now. */
export function drawAxis(view) {
  const base = view.base + 0.5;
  const [grid, axis, gaps] = [[], [], []];
  axis.push(node("path", { class: "line", d: `M0 ${base}H${view.camera.width}` }));
  for (const gap of view.scale.gaps) gaps.push(...gapParts(view, gap, base));
  const wanted = pieces(view).flatMap(([from, to]) => pieceTicks(view, from, to));
  wanted.push(...view.scale.gaps.map((gap) => gapTick(view, gap)).filter(Boolean));
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
  view.layers.gaps.replaceChildren(...gaps);
  view.layers.grid.replaceChildren(...grid);
  view.layers.axis.replaceChildren(...axis);
}

// Visible stretches of days at the full scale, between the cuts.
function pieces(view) {
  const { pieces, toDay } = view.scale;
  const [from, to] = [toDay(view.camera.t), toDay(view.camera.end)];
  return pieces
    .map((p, i) => [i === 0 ? -Infinity : p.day, pieces[i + 1]?.day ?? Infinity, p.gap])
    .filter(([a, b, gap]) => !gap && b > from && a < to)
    .map(([a, b]) => [Math.max(a, from), Math.min(b, to)]);
}

function pieceTicks(view, from, to) {
  const cut = view.scale.gaps.length > 0;
  let found = ticks(level(view.camera.k, TICK_ROOM), from, to);
  if (!found.length && cut) found = middleTick(from, to, view.events);
  let major = "";
  return found.map((tick, i) => {
    const shown = tick.major !== major;
    major = tick.major;
    const x = view.camera.x(view.scale.toUnit(tick.day));
    return { ...tick, x: Math.max(x, i ? 0 : 26), major: shown ? tick.major : "", first: i === 0 || shown ? 1 : 0 };
  });
}

function gapParts(view, gap, base) {
  const [a, b] = [view.camera.x(gap.unit), view.camera.x(gap.unit + gap.shown)];
  if (b < 0 || a > view.camera.width) return [];
  const rect = node("rect", { x: a, y: 0, width: b - a, height: base, class: "gap" });
  if (b - a < 12) return [rect];
  return [rect, node("path", { class: "zigzag", d: `M${(a + b) / 2 - 6} ${base + 5}l4 -10m4 10l4 -10` })];
}

// How long a cut is, where there is room to say so.
function gapTick(view, gap) {
  const [a, b] = [view.camera.x(gap.unit), view.camera.x(gap.unit + gap.shown)];
  const words = `${lengthWords(gap.to - gap.from)}`;
  if (b < 0 || a > view.camera.width || b - a < words.length * 6) return null;
  return { x: (a + b) / 2, minor: words, major: "", first: -1, gap: true };
}

// A stretch between two cuts that holds no tick: the year of what happens in it.
function middleTick(from, to, events) {
  const inside = events.find((e) => e.shape.low >= from - 1 && e.shape.low <= to);
  const day = inside ? inside.shape.low : Math.floor((from + to) / 2);
  return [{ day: Math.max(day, from), minor: yearWords(civil(Math.floor(day))[0]), major: "" }];
}
