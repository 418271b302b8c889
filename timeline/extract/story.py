"""Where a telling stands: the time of the story, which every date moves that is told.

Not a date in a bracket or a comparison, nor a leap of years in mid-sentence, until a second date agrees with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.dates.calendars import year_month_day
from timeline.dates.shift import Shift
from timeline.dates.when import When, contains
from timeline.extract.bounds import is_compared
from timeline.model import Document, Expression, Reference, Span

NEAR_YEARS = 1  # an explicit year this near to the day of writing is news
FEW_YEARS = 2  # so few explicit years make no history of a dated text
MANY_YEARS = 12  # so many different years are a history, however near
LEAP_YEARS = 5  # a date further ahead than this moves the story only from the head of a sentence
LEAP_BARE = 0  # the same for a year alone, or a part of one
RECENT = 3  # how many places of a telling a date can go on from
TOLD = 6  # how many dates that were told we remember
A_SEASON = 92  # days; what is wider is as good as a year alone
A_MONTH = 31  # days
HEADING = 80  # characters of a heading at most
HEAD = 30  # characters that count as the head of a sentence
_COMPARED = re.compile(
    r"\b(?:since|largest|biggest|worst|than|like|unlike|recalls?|compared|not seen|in honou?r of|as in|as early as"
    r"|until|till|anniversary|jour anniversaire|Jahrestag|aniversario)\b[^.;]*$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|largest|biggest|worst|than|like|unlike|compared|as in|as early as)\b[^.;,]*$", re.I)
_BY = re.compile(r"\bby\s(?:the\s)?$")
_MONTHS_LONG = re.compile(r"P[0-9]+M|P1Y")  # what a report on a quarter compares besides quarters
_RANGE = re.compile(r"\([^()–-]{0,40}\d[^()–-]{0,10}[–-][^()–-]{0,40}\)")
_BRACKETED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")


@dataclass(slots=True)
class Story:
    """Where the telling stands: its time, and the place in the text that says so."""

    when: When | None = None
    span: Span | None = None
    earlier: tuple[Story, ...] = ()

    def moved(self, when: When | None, span: Span) -> Story:
        """The story when it has come to another time."""
        here = (Story(self.when, self.span),) if self.when and self.when != when else ()
        return Story(when, span, (here + self.earlier)[: RECENT - 1])


@dataclass(slots=True)
class Telling:
    """The story, the dates that were told last, the newest first, and the quarter of a report with its number."""

    story: Story = field(default_factory=Story)
    told: tuple[Story, ...] = ()
    quarter: Story = field(default_factory=Story)
    fiscal: int | None = None
    part: Story = field(default_factory=Story)
    wide: Story = field(default_factory=Story)

    @property
    def last(self) -> Story:
        """The date that was told last."""
        return self.told[0] if self.told else Story()

    def hears(self, setting: Setting, e: Expression, before: Expression | None) -> None:
        """What a date that is told changes."""
        if e.when and e.when.is_closed and e.when.grain in ("decade", "century") and e.type == "DATE":
            self.wide = Story(e.when, e.span)
        if e.type == "DURATION" and _MONTHS_LONG.fullmatch(e.value):
            self.quarter = Story()
        elif e.when and e.when.grain == "quarter" and _is_over(setting, e.when) and not _is_year_back(e):
            self.quarter = Story(e.when, e.span)
            self.fiscal = e.shift.pick.quarter if e.shift and e.shift.pick else None
        if not is_told(setting, e):
            return
        if e.when and _is_heading(setting.text, e.span):
            is_second = before is not None and "\n" not in setting.text[before.span.end : e.span.start]
            is_year = e.when.grain == "year" and not is_second and not _is_bracketed(setting, e.span)
            self.part = Story(e.when, e.span) if is_year else Story()
        moved = moves(setting, self, e, before)
        if self.told and _is_gloss(setting, e.span):
            return
        if not _is_compared(setting, e) or not (self.told or is_compared(setting.text, e)):
            self.told = (Story(e.when, e.span), *self.told[: TOLD - 1])
        if moved:
            self.story = self.story.moved(e.when, e.span)


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not change in a document: its text, the time of writing, whether it tells a history, its parts."""

    text: str
    language: str
    writing: When | None
    history: bool
    chronicle: bool
    sentences: tuple[int, ...]
    brackets: tuple[Span, ...]
    expressions: tuple[Expression, ...]
    names: tuple[Span, ...]
    known: tuple[Reference, ...]


def is_history(expressions: Sequence[Expression], writing: When | None) -> bool:
    """Whether a text tells of another time than its own: most of its explicit years lie far from the day of writing.

    One that is not dated does so unless it says "last week" or "on Monday" more often than a year.
    """
    far, near, deictic, many = _counts(expressions, writing)
    if writing is None:
        return deictic <= far + near or deictic < FEW_YEARS
    return far > max(near + 2 * deictic, FEW_YEARS) or (many and far + near > 3 * deictic)


def has_words_of_histories(expressions: Sequence[Expression], writing: When | None) -> bool:
    """Whether "the former king" is a time: in a history that does not itself say "last week" as often as a year."""
    far, _near, deictic, _many = _counts(expressions, writing)
    return is_history(expressions, writing) and far >= deictic


def _counts(expressions: Sequence[Expression], writing: When | None) -> tuple[int, int, int, bool]:
    """Explicit years far from the day of writing and near it, expressions seen from it, whether the years are many."""
    now = year_month_day(writing.earliest)[0] if writing and writing.earliest is not None else 0
    years = [year_month_day(e.when.earliest)[0] for e in expressions if e.when and e.when.earliest is not None]
    far = sum(abs(y - now) > NEAR_YEARS for y in years)
    deictic = sum(_is_deictic(e.shift) for e in expressions)
    return far, len(years) - far, deictic, len(set(years)) >= MANY_YEARS


def _is_deictic(shift: Shift | None) -> bool:
    """Whether the words are those of news: "last month", "on Monday"."""
    if shift is None:
        return False
    return shift.base == "document" or (shift.pick is not None and shift.pick.weekday is not None)


def setting_of(
    document: Document, expressions: Sequence[Expression], sentences: Sequence[Span], references: Sequence[Reference]
) -> Setting:
    writing = document.date.when if document.date else None
    far, near, deictic, many = _counts(expressions, writing)
    history = is_history(expressions, writing)
    brackets = tuple(Span(*m.span()) for m in _BRACKETED.finditer(document.text))
    chronicle = history and (far + near if many else far) > 5 * deictic
    return Setting(
        document.text, document.language or "en", writing, history, chronicle,
        tuple(s.start for s in sentences), brackets, tuple(expressions),
        tuple(r.span for r in references), tuple(references),
    )  # fmt: skip


def event_before(setting: Setting, span: Span, last: Span | None) -> Reference | None:
    """The known event that the telling has come to since the date told last: "The fall of the Wall ... two days later".

    It lies in the same sentence, which has no other date, or the one before, and is known to the month.
    """
    at = bisect_right(setting.names, span)
    sentence = bisect_right(setting.sentences, span.start) - 1
    if last and sentence >= 0 and last.start >= setting.sentences[sentence]:
        return None  # a date of the same sentence goes before
    begin = max(setting.sentences[sentence - 1] if sentence > 0 else 0, last.end if last else 0)
    for event in reversed(setting.known[max(0, at - RECENT) : at]):
        before = setting.text[max(0, event.span.start - HEADING) : event.span.start]
        exact = (event.when.width or 1 << 30) <= A_MONTH
        if event.span.start >= begin and exact and not _COMPARED.search(before):
            return event
    return None


def is_told(setting: Setting, e: Expression) -> bool:
    """Whether this is a date of the story: a year at most, and not seen from the time of writing."""
    if e.when is None or (e.when.width or 1 << 30) > 366:
        return False
    if e.type not in ("DATE", "TIME") and e.shift is not None:
        return False  # a stretch seen from elsewhere; "the first ten months of 1915" is a date
    if not setting.history and _is_in_name(setting, e.span):
        return False
    return e.shift is None or e.shift.base not in ("document", "next") or _is_years_ago(e.shift)


def _is_years_ago(shift: Shift) -> bool:
    """ "Forty years ago today": the telling goes there."""
    return shift.base == "document" and shift.unit in ("year", "decade") and shift.count <= -FEW_YEARS


def _is_in_name(setting: Setting, span: Span) -> bool:
    """Whether a year belongs to the name of a known event ("the 2008 financial crisis"), which news only invoke."""
    at = bisect_right(setting.names, span) - 1
    return any(name.covers(span) for name in setting.names[max(0, at) : at + 2])


def _is_over(setting: Setting, when: When) -> bool:
    """Whether a date lies before the day of writing."""
    now = setting.writing.latest if setting.writing else None
    return now is None or (when.latest is not None and when.latest < now)


def _is_year_back(e: Expression) -> bool:
    return e.rule == "year-period" or (e.shift is not None and e.shift.unit == "year")


def moves(setting: Setting, telling: Telling, e: Expression, before: Expression | None) -> bool:
    """Whether the telling has come to this date."""
    story = telling.story
    if e.when is None or (not setting.history and e.shift is not None and e.shift.base == "story"):
        return False
    is_second = before is not None and before.rule == e.rule and e.span.start - before.span.end < 8
    if is_second and before and before.when and year_of(e.when) > year_of(before.when):
        return False
    if story.when and e.when != story.when and contains(e.when, story.when):
        return False
    if _is_heading(setting.text, e.span):
        return True
    if _is_aside(setting, e):
        return False
    return not (setting.history and _is_leap(setting, telling, e))


def _is_heading(text: str, span: Span) -> bool:
    """Whether the words stand in a short line of their own."""
    begin, end = max(0, span.start - HEADING), span.end + HEADING
    left, right = text.rfind("\n", begin, span.start), text.find("\n", span.end, end)
    if (left < 0 and begin > 0) or (right < 0 and end < len(text)):
        return False
    line = text[left + 1 : right if right >= 0 else end].strip()
    return len(line) <= HEADING and line[-1:] not in ".!?:;,\"”"


def _is_leap(setting: Setting, telling: Telling, e: Expression) -> bool:
    """A year back from where the telling stands, or far ahead, in mid-sentence: a comment, not the next thing told.

    It is the next thing where a part of the text opens with it, or where the last date was of that year too.
    """
    story = telling.story
    if story.when is None or e.when is None:
        return False
    years = year_of(e.when) - year_of(story.when)
    is_exact = (e.when.width or 0) <= A_SEASON
    if 0 <= years <= (LEAP_YEARS if is_exact else LEAP_BARE):
        return False
    if is_exact and years > 0 and (story.when.width or 0) > A_SEASON:
        return False
    if is_exact and telling.last.when and year_of(telling.last.when) == year_of(e.when):
        return False
    at = bisect_right(setting.sentences, e.span.start) - 1
    if at < 0 or (is_at_head(setting, e.span) and e.rule != "year-noun"):
        return False
    return not _opens_part(setting, setting.sentences[at])


def is_at_head(setting: Setting, span: Span) -> bool:
    """Whether a date is among the first words of its sentence."""
    at = bisect_right(setting.sentences, span.start) - 1
    return at >= 0 and span.start - setting.sentences[at] <= HEAD


def goes_on(setting: Setting, span: Span) -> bool:
    """Whether a date is among the first words of its sentence, or of what stands behind a semicolon."""
    return is_at_head(setting, span) or "; " in setting.text[max(0, span.start - HEAD) : span.start]


def _opens_part(setting: Setting, start: int) -> bool:
    """Whether a sentence is the first behind a blank line."""
    return setting.text[max(0, start - 3) : start].count("\n") > 1


def is_beside(setting: Setting, telling: Telling, e: Expression) -> bool:
    """Whether a date was told in the same sentence before, and not in a bracket nor as a comment from far off."""
    told, story = telling.last, telling.story
    if told.span is None or told.when is None or _is_bracketed(setting, told.span):
        return False
    if story.when and (told.when.width or 0) > A_SEASON and abs(year_of(told.when) - year_of(story.when)) > LEAP_YEARS:
        return False
    sentences = setting.sentences
    return bisect_right(sentences, told.span.start) == bisect_right(sentences, e.span.start)


def year_of(when: When) -> int:
    return year_month_day(when.earliest)[0] if when.earliest is not None else 0


def _is_aside(setting: Setting, e: Expression) -> bool:
    """A date in brackets or in a comparison does not move the story ("the largest since 1813")."""
    if _is_bracketed(setting, e.span):
        return True
    if _BY.search(setting.text, max(0, e.span.start - 8), e.span.start) and not is_at_head(setting, e.span):
        return True
    return bool(_COMPARED.search(setting.text, max(0, e.span.start - 40), e.span.start))


def _is_bracketed(setting: Setting, span: Span) -> bool:
    at = bisect_right(setting.brackets, Span(span.start, 1 << 60)) - 1
    return at >= 0 and setting.brackets[at].covers(span)


def _is_gloss(setting: Setting, span: Span) -> bool:
    """Whether the date is one of two in brackets behind a name: "the Second Punic War (218-201 BC)"."""
    if not _is_bracketed(setting, span):
        return False
    inside = setting.brackets[bisect_right(setting.brackets, Span(span.start, 1 << 60)) - 1]
    return _RANGE.fullmatch(setting.text, inside.start, inside.end) is not None


def _is_compared(setting: Setting, e: Expression) -> bool:
    """Whether something else is only compared with this date."""
    return bool(_SINCE.search(setting.text, max(0, e.span.start - 40), e.span.start))
