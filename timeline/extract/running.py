"""Where the telling stands, and what that, tense and the day of writing leave for what has no date of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.dates.when import When, intersect, within
from timeline.extract.foreground import carrier, is_minutes_from, is_told_of, sums_up, tells
from timeline.extract.telling import Group, Sentence, words
from timeline.language.chunks import Clause
from timeline.model import Dated, Evidence, Mention, Status

_NEAR_DAYS = 60  # a report speaks of its own day where no date told just before lies further back than this
_BACKGROUND_DAYS = 10
_TO_COME = frozenset(["until", "till", "unless", "if", "once"])  # "until it retreats" is still to come
_SOON = re.compile(
    r"within (?:an?|the|\w+|minutes|hours)(?: hours?| minutes?)?\b(?<=hour|ours|utes)"
    r"|(?:[\w-]+ ){0,3}(?:hours?|minutes?|moments?|seconds?) (?:later|after(?:wards?)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Running:
    """Where the telling stands: the date told last in this paragraph; in news also the day that is reported on.

    `lead` is the first such day, what a report is about; `looks_back` is set once it has told of a time long before,
    `quoted` within the words of a paper.
    """

    last: Dated | None = None
    is_news: bool = False
    day: Dated | None = None
    lead: Dated | None = None
    written: When | None = None
    looks_back: bool = False
    quoted: bool = False

    def at_paragraph(self) -> Running:
        """The running time at a new paragraph, which goes back to what the report is about."""
        return replace(self, last=None, day=self.lead)


def onward(date: Dated | None, status: Status, running: Running) -> Dated | None:
    """ "By the end of September he was dead": not before what was told last, as a telling goes forward."""
    last = running.last
    if date is None or last is None or status != "happened" or date.basis == "inferred":
        return date
    if date.when.earliest is not None or date.when.extent != "within" or last.when.earliest is None:
        return date
    both = intersect(date.when, within(last.when.earliest, None))
    return replace(date, when=both, evidence=date.evidence + last.evidence) if both else date


def running_date(s: Sentence, n: int, status: Status, running: Running) -> Dated | None:
    """Bounds for a clause that says nothing of its date: from tense, kind of verb, and the day of writing.

    A report in the past or present tense speaks of its own day; other past tenses lie before it, plans and wishes after
    it, states around it. In a telling without a day of writing an event follows the one told before.
    """
    if running.last and status == "happened" and _is_soon(s, n, running.last):
        return replace(running.last, basis="anchored")
    document = s.document.date
    if document is None or document.when.latest is None:
        return None
    told = running.day if running.is_news and running.day else document
    bounds = _tense_bounds(s, n, status, s.lemmas[n], document.when, running)
    if s.lemmas[n] in words().durative and not bounds.is_closed and bounds.extent == "within":
        bounds = replace(bounds, extent="throughout")
    rests = told if bounds == told.when else document
    place = (Evidence(s.document.id, s.range(*s.clauses[n].group), "tense"), *rests.evidence[:1])
    return Dated(bounds, "inferred", place)


def _is_soon(s: Sentence, n: int, last: Dated) -> bool:
    """ "Within the hour the sea came in": the day told last."""
    day = last.when.grain == "day" and (last.when.width or 3) <= 2
    return day and tells(s, n) and _SOON.match(s.text, s.span.start, s.span.end) is not None


def _tense_bounds(s: Sentence, n: int, status: Status, lemma: str, day: When, running: Running) -> When:
    clause, after = s.clauses[n], within(day.earliest, None)
    if status == "planned" or (clause.joined == "to" and status == "hypothetical"):
        return after
    above = clause.governor if is_minutes_from(s, n) else carrier(s, n)
    if above >= 0:
        return _tense_bounds(s, above, "happened", s.lemmas[above], day, running)
    if status == "hypothetical":
        is_past = clause.finite and clause.tense == "past" and not clause.modal
        return within(None, day.latest) if is_past else after  # "suggested that it was poisoned"
    return _state(s, n, lemma, day, running) or _reported(s, n, lemma, day, running) or within(None, day.latest)


def _state(s: Sentence, n: int, lemma: str, day: When, running: Running) -> When | None:
    """What is true around the day of writing, or was before it; what somebody says or thinks now is of the day."""
    clause, w = s.clauses[n], words()
    if clause.tense == "present" and clause.joined in _TO_COME:
        return within(day.earliest, None)
    if clause.tense == "present" and not clause.perfect:
        if (lemma in w.reporting or lemma in w.thinking) and _speaks_of_today(day, running):
            return replace(day, extent="within")
        return When((None, day.latest), (day.earliest, None), "throughout", "interval")
    if lemma in w.stative and not clause.perfect and clause.tense == "past" and not clause.passive:
        return When((None, day.latest), (None, day.latest), "throughout", "interval")
    return None


def _reported(s: Sentence, n: int, lemma: str, day: When, running: Running) -> When | None:
    """The day that a report tells of: its own for sayings, else the last it told; any since, where that is long ago."""
    clause, is_report = s.clauses[n], lemma in words().reporting
    today = day if day.extent == "within" else replace(day, extent="within")
    is_perfect = clause.perfect and (clause.tense == "past" or sums_up(s, n))
    is_said = lemma == "say" and clause.tense == "past" and not clause.perfect
    if is_said and _is_of_the_day(day, running):
        return today
    if not _speaks_of_today(day, running) or (running.quoted and not is_report):
        return None
    told = running.day.when if running.day else today
    if tells(s, n):
        last = running.last
        if last and not is_report and _is_background(last, running):
            return within(last.when.earliest, day.latest)
        return None if is_perfect else today if is_report else told
    return told if is_told_of(s, n) and not running.looks_back else None


def _speaks_of_today(day: When, running: Running) -> bool:
    """Whether an undated past tense means the day of writing: in news, while no other time is being told of."""
    if not _is_of_the_day(day, running):
        return False
    last = running.last if running.day is None else None
    if last is None or last.when.latest is None or day.earliest is None:
        return True
    return day.earliest - last.when.latest <= _NEAR_DAYS


def _is_of_the_day(day: When, running: Running) -> bool:
    """Whether the text is a report of one day."""
    return running.is_news and day.width is not None and day.width <= 2


def told_time(mentions: Sequence[Mention], running: Running) -> Running:
    """The running time after a sentence: its last date that the text states or counts out."""
    stated = [m for m in mentions if m.dated and m.dated.basis in ("stated", "anchored") and m.status == "happened"]
    if running.day is not None:
        stated = [m for m in stated if m.lemma not in words().reporting]
    stated = [m for m in stated if m.dated and m.dated.when.is_closed]
    if not stated:
        return running
    days = [m.dated for m in stated if m.dated and m.dated.when.grain == "day" and (m.dated.when.width or 0) <= 2]
    days = [d for d in days if not _is_background(d, running)]
    day = days[-1] if days else running.day
    looks_back = running.looks_back or any(_is_background(m.dated, running) for m in stated)
    return replace(running, last=stated[-1].dated, day=day, lead=running.lead or day, looks_back=looks_back)


def on_day(s: Sentence, n: int, date: Dated | None, running: Running) -> Dated | None:
    """The day that is told of for a mere hour: "It broke out at 10:30 a.m." in a report of Thursday."""
    written = s.document.date.when if s.document.date else None
    if date is None or running.day is None or written is None or date.when.start != written.start:
        return date
    if s.clauses[n].tense != "past" or not all(e.rule.startswith("clock") for e in date.evidence):
        return date
    if any(t.expression.type == "DATE" and t.expression.when == date.when for t in s.times):
        return date
    return replace(running.day, evidence=date.evidence + running.day.evidence)


def _is_background(date: Dated | None, running: Running) -> bool:
    """Whether a date lies further back than what a report reports on."""
    written = running.written.earliest if running.is_news and running.written else None
    return bool(date and written is not None and date.when.latest and written - date.when.latest > _BACKGROUND_DAYS)


def noun_bounds(s: Sentence, group: Group, n: int, status: Status, running: Running) -> Dated | None:
    """Bounds for an event noun that has no date, from the day of writing.

    It lies after that day where it is planned or its verb is to come, around it where it lasts and a report tells of
    it, else before it.
    """
    document = s.document.date
    if document is None or document.when.latest is None:
        return None
    first, last = document.when.earliest, document.when.latest
    clause = s.clauses[n] if n >= 0 else None
    to_come = clause is not None and clause.tense == "future" and clause.head < group.begin
    if status in ("planned", "hypothetical") or to_come:
        when = within(first, None)
    elif status == "ongoing" or (group.lemma in words().lasting and _speaks_of_today(document.when, running)):
        when = When((None, last), (first, None), "throughout", "interval")
    elif clause and _is_there(s, group, clause) and _speaks_of_today(document.when, running):
        return replace(running.day or document, basis="inferred")
    else:
        when = within(None, last)
    if group.lemma in words().lasting and when.extent == "within":
        when = replace(when, extent="throughout")
    place = Evidence(s.document.id, s.tagged.spans[group.head], "tense")
    return Dated(when, "inferred", (place, *document.evidence[:1]))


def _is_there(s: Sentence, group: Group, clause: Clause) -> bool:
    """ "There was a second explosion"."""
    there = s.tagged.small[max(clause.group[0] - 1, 0)] == "there"
    return there and clause.tense == "past" and not clause.perfect and 0 <= group.begin - clause.head <= 2
