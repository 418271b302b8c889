"""Dates in plain words: the reader's eras ("44 BC"), never astronomical years."""

from __future__ import annotations

from timeline.dates.calendars import month_length, year_month_day
from timeline.dates.when import Bounds, When

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
HALVES = {1: "first", 7: "second"}
QUARTERS = {1: "first", 4: "second", 7: "third", 10: "fourth"}


def spoken(when: When) -> str:
    """A date for a reader.

    >>> from timeline.dates.edtf import read
    >>> [spoken(read(e)) for e in ("1789-07-14", "-0333-21", "193X", "1350~", "1968-01-05/1968-08-21", "2022-02-24/..")]
    ['14 July 1789', 'spring 334 BC', '1930s', 'c. 1350', '5 January – 21 August 1968', 'since 24 February 2022']
    """
    text = _plain(when)
    return f"{text} (?)" if when.qualifier in ("?", "%") else text


def era(year: int) -> str:
    """An astronomical year in the reader's era.

    >>> era(-43), era(79), era(1968)
    ('44 BC', 'AD 79', '1968')
    """
    return f"{1 - year} BC" if year < 1 else f"AD {year}" if year < 100 else str(year)


def _plain(when: When) -> str:
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return "date not known"
    if when.extent == "throughout":
        return _lasting(when)
    if first is None:
        return f"by {_end_of(last or 0)}"
    if last is None:
        return f"after {_end_of(first - 1)}"
    if when.qualifier in ("~", "%"):
        return f"c. {_about(first, last, when.grain)}"
    return _bound((first, last), when.grain) or _between(first, last)


def _lasting(when: When) -> str:
    start, end = _bound(when.start) or "", _bound(when.end) or ""
    if when.latest is None:
        return f"since {start or _loose(when.start)}"
    if when.earliest is None:
        return f"until {end or _loose(when.end)}"
    if not start and end and when.start[1] == when.end[1]:
        return f"until {end}, {_loose((when.start[0], None))} at the earliest"
    if start and not end and when.end[0] == when.start[0]:
        return f"since {start}"  # nothing is known of its end but that it was still going on at some time
    if when.start == when.end:
        return start or _between(*when.start)  # type: ignore[arg-type]
    first, last = start or _loose(when.start), end or _loose(when.end)
    if "–" in first + last and when.earliest is not None:
        return _between(when.earliest, when.latest)  # neither end is known to a year
    return _range(first, last)


def _between(low: int, high: int) -> str:
    """A stretch that is no unit: in whole years where it has them."""
    first, last = year_month_day(low), year_month_day(high)
    if first[1:] == (1, 1) and last[1:] == (12, 31):
        return _range(era(first[0]), era(last[0]))
    return f"between {_day(first)} and {_day(last)}"


def _range(first: str, last: str) -> str:
    """Two dates with a dash; what they share stands once."""
    a, b = first.split(), last.split()
    if len(a) == len(b) == 3 and a[1:] == b[1:]:
        return f"{a[0]}–{last}"
    if len(a) > 1 and len(a) == len(b) and a[-1] == b[-1] and a[-1].isdigit():
        return f"{' '.join(a[:-1])} – {last}"
    if len(a) == len(b) == 1:
        return f"{first}–{last}"
    if len(a) == len(b) == 2 and a[1] == b[1] == "BC":
        return f"{a[0]}–{last}"
    return f"{first} – {last}"


def _end_of(number: int) -> str:
    """The largest of year, month and day that a day is the last of."""
    date = year_month_day(number)
    if date[1:] == (12, 31):
        return era(date[0])
    return f"{MONTHS[date[1] - 1]} {era(date[0])}" if date[2] == month_length(date[0], date[1]) else _day(date)


def _bound(bounds: Bounds, grain: str = "") -> str:
    """The unit that two days are the ends of, "" where they are none."""
    low, high = bounds
    if low is None or high is None:
        return "" if low is high else _loose(bounds)
    first, last = year_month_day(low), year_month_day(high)
    if low == high:
        return _day(first)
    if first[2] != 1 or last[2] != month_length(last[0], last[1]):
        return ""
    return _months(first, last, grain)


def _months(first: tuple[int, int, int], last: tuple[int, int, int], grain: str) -> str:
    """Whole months: a month, season, quarter, year, decade or century."""
    count = 12 * (last[0] - first[0]) + last[1] - first[1] + 1
    year = era(first[0])
    if count == 1:
        return f"{MONTHS[first[1] - 1]} {year}"
    if count == 12 and first[1] == 1:
        return year
    if count == 3 and grain == "quarter" and first[1] in QUARTERS:
        return f"{QUARTERS[first[1]]} quarter of {year}"
    if count == 6 and first[1] in HALVES:
        return f"{HALVES[first[1]]} half of {year}"
    if count == 3 and first[1] in SEASONS:
        years = f"{year}/{last[0] % 100:02d}" if last[0] != first[0] and first[0] > 0 else year
        return f"{SEASONS[first[1]]} {years}"
    if count == 120 and first[1] == 1:
        return _decade(first[0], last[0])
    if count == 1200 and grain == "century" and first[1] == 1 and first[0] % 100 == 0 and first[0] > 0:
        return f"{first[0]}s"
    if count == 1200 and first[1] == 1 and (first[0] - 1) % 100 == 0:
        return _century((first[0] - 1) // 100 + 1)
    return ""


def _decade(first: int, last: int) -> str:
    """The decade, as 1930s or 480s BC (489 to 480 BC); "" for ten years that are none."""
    if first > 0 and first % 10 == 0:
        return f"{first}s"
    return f"{1 - last}s BC" if last < 0 and (1 - last) % 10 == 0 else ""


def _century(number: int) -> str:
    """The nth century, counted 1, 0, -1 from the first of our era back."""
    n = number if number > 0 else 1 - number
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending} century" + ("" if number > 0 else " BC")


def _about(low: int, high: int, grain: str) -> str:
    """What "about" was said of: a date in the middle, or the decade or century around it."""
    date = year_month_day(low + (high - low) // 2)
    year = date[0]
    if grain == "decade" and year > 0:
        return f"{year // 10 * 10}s"
    if grain == "century":
        return _century((year - 1) // 100 + 1)
    if grain == "day":
        return _day(date)
    return f"{MONTHS[date[1] - 1]} {era(year)}" if grain == "month" else era(year)


def _loose(bounds: Bounds) -> str:
    low, high = bounds
    if low is None or high is None:
        return _day(year_month_day(low if low is not None else high or 0))
    first, last = year_month_day(low), year_month_day(high)
    return _range(era(first[0]), era(last[0])) if first[0] != last[0] else era(first[0])


def _day(date: tuple[int, int, int]) -> str:
    return f"{date[2]} {MONTHS[date[1] - 1]} {era(date[0])}"
