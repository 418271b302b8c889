"""A timeline for TimelineJS 3 (Knight Lab), its JSON format. What that format cannot say goes into the words."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from timeline.dates.calendars import year_month_day
from timeline.dates.when import When
from timeline.model import Event, Timeline
from timeline.show.listing import heading
from timeline.show.passages import mentions, passages
from timeline.show.table import STATUS_SIGNS, clean, event_date


def write(timeline: Timeline) -> str:
    """The dated events as slides, in the order of time; text is escaped, since TimelineJS reads it as HTML."""
    title, subtitle = heading(timeline)
    slides = [_slide(timeline, e) for e in timeline.events if _first(e) is not None]
    whole = {"title": {"text": _text(title, subtitle)}, "events": slides, "scale": "human"}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _slide(timeline: Timeline, event: Event) -> dict[str, Any]:
    first, last = _first(event), _last(event)
    places = passages(timeline, mentions(event)[:1])
    sign = STATUS_SIGNS.get(event.status, "")
    quote = " ".join(f"{p.before}{p.wording}{p.after} ({p.document})" for p in places)
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(first or 0, event),
        "display_date": escape(event_date(event)),
        "text": _text(event.title, f"{quote} {sign}"),
        "group": event.kind.replace("_", " "),
        "autolink": False,
    }
    if last is not None and last != first:
        slide["end_date"] = _date(last, event)
    return slide


def _text(headline: str, text: str) -> dict[str, str]:
    return {"headline": escape(clean(headline)), "text": escape(clean(text))}


def _date(day: int, event: Event) -> dict[str, Any]:
    """A day as TimelineJS reads it, no finer than the date is known; years BC are negative."""
    year, month, number = year_month_day(day)
    grain = event.dated.when.grain if event.dated else "day"
    date: dict[str, Any] = {"year": str(year)}
    if grain in ("day", "month", "season", "interval"):
        date["month"] = str(month)
    if grain in ("day", "interval"):
        date["day"] = str(number)
    return date


def _first(event: Event) -> int | None:
    when = _when(event)
    return None if when is None else when.latest if when.earliest is None else when.earliest


def _last(event: Event) -> int | None:
    when = _when(event)
    return None if when is None else when.latest


def _when(event: Event) -> When | None:
    return event.dated.when if event.dated else None
