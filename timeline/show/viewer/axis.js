// The time axis: calendar, cut gaps, ticks. Days are integers (day 0 is 0000-03-01, proleptic Gregorian); years are
// astronomical inside (1 BC is 0) and eras outside. No JS `Date`: it reads "-0490" as 490 AD.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const YEAR = 365.2425;

/** Day number of a calendar date (Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayNumber(year, month = 1, day = 1) {
  const y = month <= 2 ? year - 1 : year;
  const m = month <= 2 ? month + 9 : month - 3;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1;
}

/** Calendar date [year, month, day] of a day number. */
export function civil(number) {
  const cycle = Math.floor(number / 146097);
  const rest = number - cycle * 146097;
  const inCycle = Math.floor(
    (rest - Math.floor(rest / 1460) + Math.floor(rest / 36524) - Math.floor(rest / 146096)) / 365,
  );
  const inYear = rest - (365 * inCycle + Math.floor(inCycle / 4) - Math.floor(inCycle / 100));
  const m = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * m + 2) / 5) + 1;
  const year = 400 * cycle + inCycle;
  return m < 10 ? [year, m + 3, day] : [year + 1, m - 9, day];
}

/** A year in the reader's era. */
export function yearWords(year) {
  if (year < 1) return `${(1 - year).toLocaleString("en")} BC`;
  return year < 100 ? `AD ${year}` : String(year);
}

// From fine to coarse: [unit, step, days].
const LEVELS = [
  ["day", 1, 1], ["day", 2, 2], ["day", 7, 7], ["month", 1, 30.4], ["month", 3, 91.3], ["month", 6, 182.6],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5].map((n) => ["year", n, n * YEAR]),
];

/** The finest level whose ticks stand at least `room` pixels apart at `k` pixels a day. */
export function level(k, room) {
  return LEVELS.find(([, , days]) => days * k >= room) ?? LEVELS[LEVELS.length - 1];
}

/** Ticks [{day, minor, major}] of a level between two days: "Jun" with "2023" below it; years stand alone. */
export function ticks([unit, step], from, to) {
  if (unit === "year") return yearTicks(step, from, to);
  const found = [];
  let [year, month] = civil(Math.floor(from));
  if (unit === "month") month = Math.floor((month - 1) / step) * step + 1;
  for (let n = dayNumber(year, month); n <= to && found.length < 400; ) {
    const major = unit === "day" ? `${MONTHS[month - 1]} ${yearWords(year)}` : yearWords(year);
    const length = monthLength(year, month);
    const days = unit === "month" ? [1] : daysOf(step, length);
    for (const d of days) {
      const at = n + d - 1;
      if (at >= from && at <= to) found.push({ day: at, minor: unit === "day" ? String(d) : MONTHS[month - 1], major });
    }
    month += unit === "month" ? step : 1;
    if (month > 12) [year, month] = [year + 1, month - 12];
    n = dayNumber(year, month);
  }
  return found;
}

function daysOf(step, length) {
  if (step === 7) return [1, 8, 15, 22];
  const days = [];
  for (let d = 1; d <= length - (step > 1 ? 1 : 0); d += step) days.push(d);
  return days;
}

function monthLength(year, month) {
  const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return dayNumber(y, m) - dayNumber(year, month);
}

// Round years of the era: 200 BC, 100 BC, AD 1, 100, 200. There is no year 0.
function yearTicks(step, from, to) {
  const [first] = civil(Math.floor(from));
  const [last] = civil(Math.floor(to));
  const found = [];
  const push = (year) => found.push({ day: dayNumber(year), minor: yearWords(year), major: "" });
  for (let b = Math.floor((1 - first) / step) * step; b >= step && 1 - b <= last; b -= step) push(1 - b);
  if (step > 1 && first <= 1 && last >= 1) push(1);
  for (let y = Math.max(step, Math.ceil(first / step) * step); y <= last; y += step) push(y);
  return found.filter((t) => t.day >= from && t.day <= to);
}

/** "1,945 years", "8 months", "12 days". */
export function lengthWords(days) {
  const [count, unit] = days >= 2 * YEAR ? [days / YEAR, "year"] : days >= 60 ? [days / 30.44, "month"] : [days, "day"];
  const whole = Math.round(count);
  return `${whole.toLocaleString("en")} ${unit}${whole === 1 ? "" : "s"}`;
}

/**
 * A scale from days to drawing units. `spans` are lists of days at which something begins or ends. Where `cut`, long stretches in which
 * nothing happens are shortened to a little more than the usual pause; elsewhere one unit is one day.
 */
export function makeScale(spans, cut) {
  const days = [...new Set(spans.flat())].sort((a, b) => a - b);
  const gaps = cut ? longGaps(days) : [];
  const pieces = [];
  let day = days[0] ?? 0;
  let unit = day;
  for (const gap of gaps) {
    pieces.push({ day, unit, slope: 1 });
    unit += gap.from - day;
    const slope = gap.shown / (gap.to - gap.from);
    pieces.push({ day: gap.from, unit, slope, gap });
    gap.unit = unit;
    unit += gap.shown;
    day = gap.to;
  }
  pieces.push({ day, unit, slope: 1 });
  const toUnit = (d) => {
    const p = pieces[findPiece(pieces, "day", d)];
    return p.unit + (d - p.day) * p.slope;
  };
  const toDay = (u) => {
    const p = pieces[findPiece(pieces, "unit", u)];
    return p.day + (u - p.unit) / p.slope;
  };
  return { toUnit, toDay, gaps, pieces, first: toUnit(days[0] ?? 0), last: toUnit(days[days.length - 1] ?? 1) };
}

function findPiece(pieces, key, value) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle][key] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

// Gaps worth a cut: far longer than the usual pause between two dates, and only where cutting frees most of the width.
function longGaps(days) {
  const pauses = days.slice(1).map((to, i) => ({ from: days[i], to }));
  if (!pauses.length) return [];
  const usual = usualPause(pauses.map((p) => p.to - p.from));
  const gaps = [];
  let freed = 0;
  for (const { from, to } of pauses) {
    if (to - from < 6 * usual) continue;
    const inner = to - from - usual;
    const shown = usual * (0.6 + 0.25 * Math.log(inner / usual));
    gaps.push({ from: from + usual / 2, to: to - usual / 2, shown });
    freed += inner - shown;
  }
  return freed > (days[days.length - 1] - days[0]) / 2 ? gaps : [];
}

// The middle pause, or more where many small ones would make the cut ones look small.
function usualPause(lengths) {
  const sorted = [...lengths].sort((a, b) => a - b);
  let usual = Math.max(sorted[sorted.length >> 1], 3);
  for (let round = 0; round < 4; round += 1) {
    const uncut = sorted.filter((n) => n < 6 * usual).reduce((sum, n) => sum + n, 0);
    usual = Math.max(usual, uncut / 10);
  }
  return usual;
}
