"""A timeline as one SVG picture for print: all of it at once, in the look of the drawn timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template

from timeline.dates.calendars import year_month_day
from timeline.dates.spoken import era
from timeline.model import Event, Link, Timeline
from timeline.show.axis import Gap, Scale, Tick, length_words, scale, ticks
from timeline.show.listing import heading
from timeline.show.table import LINK_WORDS, clean, event_date

WIDTH = 1400
MARGIN = 30
ROW = 32
BAR = 16
DOT = 12
ARROW = 34
SPACE = 12
LABEL = 44  # characters
MOST = 150
TICK_ROOM = 84
ARC_ROOM = 40
ROUND = 'rx="4"'
NARROW = "iljtfr.,:;'!|()[] "
LATIN = 0x2E7F  # beyond it characters are square
BOTH_WAYS = ("parallel", "same_as")

@dataclass(slots=True)
class Box:
    """A drawn event: days from `low` to `high`, pixels of its bar from `left` to `right`, `end` with its label."""

    event: Event
    low: int
    high: int
    label: str
    left: float = 0
    right: float = 0
    end: float = 0
    row: int = 0
    y: float = 0

    @property
    def open_start(self) -> bool:
        """Whether nothing is known of how early it began."""
        return self.event.dated is not None and self.event.dated.when.start[0] is None

    @property
    def open_end(self) -> bool:
        """Whether it goes on, or nothing is known of how late it ended."""
        when = self.event.dated.when if self.event.dated else None
        going = self.event.status == "ongoing" and when is not None and when.extent == "throughout"
        return going or (when is not None and when.end[1] is None)


def write(timeline: Timeline) -> str:
    """The picture as SVG text; with more than `MOST` dated events the weightiest, which it says."""
    dated = [e for e in timeline.events if _known(e)]
    boxes = _boxes(dated)
    axis = scale([d for b in boxes for d in _borders(b)])
    pixels = min((WIDTH - 2 * MARGIN - 280) / max(axis.unit(axis.last) - axis.unit(axis.first), 1), 40)
    rows = _pack(boxes, axis, pixels)
    at = {b.event.id for b in boxes}
    links = [x for x in timeline.links if x.source in at and x.target in at and x.source != x.target]
    top = 100 if links else 74
    base = top + (ARC_ROOM if links else 0) + rows * ROW + 8
    for box in boxes:
        box.y = base - (box.row + 1) * ROW + (ROW - BAR) / 2
    disputed = {e for c in timeline.conflicts for e in c.events}
    parts = [*_legend(links), *(_axis(axis, boxes, pixels, top, base) if boxes else ())]
    parts += _arcs(links, boxes, top + 6)
    parts += [_event(b, axis, pixels, b.event.id in disputed) for b in boxes]
    title, subtitle = heading(timeline)
    left_out = len(dated) - len(boxes)
    more = f"The {len(boxes)} weightiest events; {left_out:,} more are not drawn. " if left_out else ""
    return _page().substitute(
        width=WIDTH,
        height=base + 48,
        title=escape(title),
        heading=escape(_cut(title, 110)),
        subtitle=escape(_cut(more + subtitle, 200)),
        drawing="\n".join(parts) or f'<text x="{MARGIN}" y="90">No event with a date to draw.</text>',
    )


@cache
def _page() -> Template:
    return Template(files("timeline.show.exports").joinpath("picture.svg").read_text(encoding="utf-8"))


def _boxes(dated: Sequence[Event]) -> list[Box]:
    """The weightiest of the dated events in the order of time."""
    kept = {e.id for e in sorted(dated, key=lambda e: -e.salience)[:MOST]}
    horizon = max((d for e in dated for d in _known(e)), default=0) + 1
    found = []
    for event in dated:
        if event.id in kept and event.dated:
            days, when = _known(event), event.dated.when
            lasts_on = when.end[1] is None and when.extent == "throughout"
            label = _cut(clean(event.title), LABEL) or "Untitled"
            found.append(Box(event, min(days), horizon if lasts_on else max(days) + 1, label))
    return sorted(found, key=lambda b: (b.low, -b.high))


def _known(event: Event) -> list[int]:
    when = event.dated.when if event.dated else None
    return [d for d in (*when.start, *when.end) if d is not None] if when else []


def _borders(box: Box) -> Iterator[int]:
    yield from (box.low, box.high)
    if box.event.dated and box.event.dated.when.extent == "throughout":
        yield from (d for d in (box.event.dated.when.start[1], box.event.dated.when.end[0]) if d is not None)


def _x(axis: Scale, pixels: float, day: float) -> float:
    return MARGIN + 20 + (axis.unit(day) - axis.unit(axis.first)) * pixels


def _pack(boxes: Iterable[Box], axis: Scale, pixels: float) -> int:
    """Puts the boxes into rows, 0 lowest, without overlaps; how many rows."""
    ends: list[float] = []
    for box in boxes:
        left = _x(axis, pixels, box.low) - ARROW * box.open_start
        right = _x(axis, pixels, box.high) + ARROW * box.open_end
        if right - left < DOT:
            left, right = (left + right - DOT) / 2, (left + right + DOT) / 2
        box.left, box.right = left, right
        box.end = right + 6 + _text_width(box.label, box.event.named is not None) + 18
        box.row = next((n for n, end in enumerate(ends) if end <= left - SPACE), len(ends))
        ends[box.row : box.row + 1] = [box.end]
    return len(ends)


def _text_width(text: str, bold: bool) -> float:
    """About how wide a text is at 13 pixels; a little too wide rather than too narrow."""
    width = sum(4.2 if c in NARROW else 13 if ord(c) > LATIN else 11 if c in "mwMW—" else 8.2 for c in text)
    return width * (1.08 if bold else 1)


def _event(box: Box, axis: Scale, pixels: float, disputed: bool) -> str:
    event, y = box.event, box.y
    mark = "".join(_marks(box, axis, pixels))
    if event.status == "negated":
        middle = (box.left + box.right) / 2
        mark += f'<path class="cross" d="M{middle - 7:.1f} {y + BAR + 1}L{middle + 7:.1f} {y - 1}"/>'
    x = box.right + 6
    if disputed:
        sign = f"M{x + 6:.1f} {y + 1}l6 11h-12zM{x + 6:.1f} {y + 5}v3.4M{x + 6:.1f} {y + 10}v.6"
        mark += f'<path class="warning" d="{sign}"/>'
        x += 18
    bold = ' class="named"' if event.named else ""
    label = f'<text{bold} x="{x:.1f}" y="{y + 12.5}">{escape(box.label)}</text>'
    told = escape(f"{clean(event.title)[:200]}, {event_date(event)}")
    return f'<g class="event {event.status}"><title>{told}</title>{mark}{label}</g>'


def _marks(box: Box, axis: Scale, pixels: float) -> Iterator[str]:
    """The bar: certain in the middle, fading where it may have begun or ended, hatched where it is somewhere within."""
    when = box.event.dated.when if box.event.dated else None
    if when is None:
        return
    y, lasting = box.y, when.extent == "throughout"
    if not lasting and box.high - box.low == 1 and not (box.open_start or box.open_end):
        yield f'<circle class="mark" cx="{(box.left + box.right) / 2:.1f}" cy="{y + BAR / 2}" r="6"/>'
        return
    first = box.left + ARROW * box.open_start
    last = box.right - ARROW * box.open_end
    begun, going = first, last
    if lasting and last - first > DOT:
        begun = first if when.start[1] is None else min(max(_x(axis, pixels, when.start[1]), first), last)
        ends = when.end[0] is None or box.open_end
        going = last if ends else max(min(_x(axis, pixels, (when.end[0] or 0) + 1), last), begun)
    borders = ((first, "in"), (begun, "" if lasting else "soft"), (going, "out"), (last, ""))
    yield from (_bar(kind, a, b, y) for (a, kind), (b, _) in pairwise(borders) if b - a > 0.4)
    if box.open_start:
        yield f'<path class="open" d="M{first:.1f} {y}h-22l-11 8l11 8h22z"/>'
    if box.open_end:
        yield f'<path class="open" d="M{last:.1f} {y}h22l11 8l-11 8h-22z"/>'


def _bar(kind: str, left: float, right: float, y: float) -> str:
    shape = f'x="{left:.1f}" y="{y}" width="{right - left:.1f}" height="{BAR}"'
    return f'<rect class="mark {kind}" {shape}{"" if kind in ("in", "out") else f" {ROUND}"}/>'


def _axis(axis: Scale, boxes: Sequence[Box], pixels: float, top: float, base: float) -> Iterator[str]:
    for gap in axis.gaps:
        a, b = _x(axis, pixels, gap.first), _x(axis, pixels, gap.last)
        yield f'<rect class="gap" x="{a:.1f}" y="{top}" width="{b - a:.1f}" height="{base - top}"/>'
    taken: list[tuple[float, float]] = []
    for tick in _all_ticks(axis, boxes, pixels):
        x = _x(axis, pixels, tick.day)
        yield f'<path class="grid" d="M{x:.1f} {top}V{base}"/>'
        if _free(taken, x, max(len(tick.minor), len(tick.major)) * 3.6 + 5):
            yield f'<text class="tick" x="{x:.1f}" y="{base + 18}">{tick.minor}</text>'
            if tick.major:
                yield f'<text class="tick major" x="{x:.1f}" y="{base + 35}">{tick.major}</text>'
    yield f'<path class="line" d="M{MARGIN} {base + 0.5}H{WIDTH - MARGIN}"/>'
    for gap in axis.gaps:
        yield from _gap_words(gap, _x(axis, pixels, gap.first), _x(axis, pixels, gap.last), base, taken)


def _free(taken: list[tuple[float, float]], x: float, half: float) -> bool:
    """Whether a word of this half width has room at x; it then has it."""
    if any(abs(x - other) < half + room for other, room in taken):
        return False
    taken.append((x, half))
    return True


def _gap_words(gap: Gap, a: float, b: float, base: float, taken: list[tuple[float, float]]) -> Iterator[str]:
    middle = (a + b) / 2
    if b - a >= 12:
        yield f'<path class="zigzag" d="M{middle - 6:.1f} {base + 5}l4 -10m4 10l4 -10"/>'
    words = length_words(gap.last - gap.first)
    if b - a >= len(words) * 6 and _free(taken, middle, len(words) * 2.9 + 4):
        yield f'<text class="tick left-out" x="{middle:.1f}" y="{base + 18}">{words}</text>'


def _all_ticks(axis: Scale, boxes: Sequence[Box], pixels: float) -> Iterator[Tick]:
    """The ticks of every stretch, the larger unit only where it changes; a stretch too short for one gets its year."""
    for first, last in axis.stretches():
        major = ""
        for tick in ticks(pixels, TICK_ROOM, first, last) or _year_of(boxes, first, last):
            yield Tick(tick.day, tick.minor, tick.major if tick.major != major else "")
            major = tick.major


def _year_of(boxes: Sequence[Box], first: float, last: float) -> list[Tick]:
    inside = (b.low for b in boxes if first - 1 <= b.low <= last)
    day = next(inside, round((first + last) / 2))
    return [Tick(day, era(year_month_day(day)[0]), "")]


def _arcs(links: Sequence[Link], boxes: Sequence[Box], top: float) -> Iterator[str]:
    """The links, with a head where they have a direction."""
    at = {b.event.id: ((b.left + b.right) / 2 if b.right - b.left <= 60 else b.left + 24, b.y) for b in boxes}
    for link in links:
        line, head = _arc(*at[link.source], *at[link.target], top)
        yield f'<path class="{link.kind} arc" d="{line}"/>'
        if link.kind not in BOTH_WAYS:
            yield f'<path class="{link.kind} head" d="{head}"/>'


def _arc(x1: float, y1: float, x2: float, y2: float, top: float) -> tuple[str, str]:
    if abs(x2 - x1) < ARROW and y1 != y2:
        a, b, half = x1 - 9, x2 - 9, BAR / 2
        out = min(a, b) - min(12 + abs(y2 - y1) * 0.12, 60)
        line = f"M{a:.1f} {y1 + half}C{out:.1f} {y1 + half} {out:.1f} {y2 + half} {b - 4:.1f} {y2 + half}"
        return line, f"M{b - 7:.1f} {y2 + half - 4}v8l8 -4z"
    peak = max(min(y1, y2) - min(28 + abs(x2 - x1) * 0.22, 150), top)
    line = f"M{x1:.1f} {y1 - 2}C{x1:.1f} {peak:.1f} {x2:.1f} {peak:.1f} {x2:.1f} {y2 - 4}"
    return line, f"M{x2 - 4:.1f} {y2 - 9}h8l-4 8z"


def _legend(links: Sequence[Link]) -> Iterator[str]:
    x = float(MARGIN)
    for kind, words in LINK_WORDS.items():
        if any(link.kind == kind for link in links):
            yield f'<path class="{kind} arc" d="M{x:.0f} 80h28"/><text x="{x + 36:.0f}" y="84">{words}</text>'
            x += 66 + _text_width(words, False)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
