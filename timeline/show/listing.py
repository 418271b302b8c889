"""The events as rows for a table, and words that are safe where Markdown is read."""

from __future__ import annotations

import re
from typing import Any

from timeline.model import Timeline
from timeline.show.table import STATUS_SIGNS, clean, document_date, event_date, year_words

NAMED_TEXTS = 3
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&=^@/])")


def heading(timeline: Timeline) -> tuple[str, str]:
    """What to call the whole, and when it was written.

    >>> heading(Timeline())
    ('Timeline', '')
    """
    documents = [(brief(d.title or d.source or d.id), document_date(d.date)) for d in timeline.documents]
    if len(documents) == 1:
        return documents[0]
    if not documents:
        return "Timeline", ""
    few = len(documents) <= NAMED_TEXTS
    return f"Timeline of {len(documents)} texts", "; ".join(map(": ".join, documents)) if few else _written(timeline)


def _written(timeline: Timeline) -> str:
    """When many texts were written, and for how many nobody knows."""
    whens = [d.date.when for d in timeline.documents if d.date]
    days = [n for w in whens for n in (w.earliest, w.latest) if n is not None]
    unknown = len(timeline.documents) - len(whens)
    known = f"written {year_words(min(days), max(days))}" if days else ""
    return "; ".join(filter(None, (known, f"{unknown} without a date of writing" if unknown else "")))


def rows(timeline: Timeline) -> list[dict[str, Any]]:
    """One row an event in the order of time, without columns that are empty in all of them.

    The number restores the order of time after another sorting.
    """
    several = len(timeline.documents) > 1
    titles = {d.id: clean(d.title or d.source or d.id) for d in timeline.documents if several}
    found = [
        {
            "No.": number,
            "When": event_date(e),
            "What": clean(e.title),
            "Known as": clean(e.named.name) if e.named else "",
            "Did it happen?": STATUS_SIGNS.get(e.status, ""),
            "Confirmed": "yes" if e.checked else "",
            "Note": clean(e.note),
            "Importance": round(e.salience, 2),
            "Who": ", ".join(map(clean, e.participants)),
            "Where": ", ".join(map(clean, e.places)),
            "Source": "; ".join(dict.fromkeys(titles.get(m.document, "") for m in e.mentions)),
        }
        for number, e in enumerate(timeline.events, 1)
    ]
    used = [name for name in (found[0] if found else ()) if any(row[name] not in ("", None) for row in found)]
    return [{name: row[name] for name in used} for row in found]


def brief(text: str, most: int = 100) -> str:
    """Clean text, cut after a word where it is too long for a line.

    >>> brief("The abbey was founded by nobody in particular", 20)
    'The abbey was …'
    """
    found = clean(text)
    return found if len(found) <= most else f"{found[: most - 2].rpartition(' ')[0] or found[: most - 2]} …"


def plain(text: str) -> str:
    """Text of a document or a file name as Markdown that shows it and does nothing else.

    >>> plain("![x](http://a)")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\:\\\\/\\\\/a\\\\)'
    """
    return _SPECIAL.sub(r"\\\1", clean(text))
