"""The vocabulary: what flows between the steps and what every face receives. Frozen records; nothing is parsed here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from timeline.dates.shift import Shift
from timeline.dates.when import When

Basis = Literal["stated", "anchored", "gazetteer", "inferred", "given", "metadata", "unknown"]
ExpressionType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal["happened", "ongoing", "planned", "negated", "hypothetical"]
LinkKind = Literal["same_as", "part_of", "before", "during", "cause", "parallel", "refers_to"]
SHOWN = 0.5  # salience from which an event belongs on a timeline


class Span(NamedTuple):
    """Half-open range of code points in the original text: `text[span.start:span.end]` is the wording."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The wording.

        >>> Span(0, 4).of("1968 Prague Spring")
        '1968'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document that a statement rests on, and the rule (a row's name) that read it."""

    document: str
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, on what it rests, where that stands, and how sure it is (0..1; less than 1 for an estimate)."""

    when: When
    basis: Basis
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """A source after reading. `date` is when it was written, `None` where nothing says so."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    language: str = "en"
    date: Dated | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression, TIMEX3 sense. `shift` is set as long as it still needs a reference time; `when` once dated.

    `rule` is the row that won, `rivals` the rows that lost; `reference` is where the reference time stands that it was
    dated from (`None`: its own words, or the document date).
    """

    span: Span
    type: ExpressionType
    value: str
    rule: str
    when: When | None = None
    shift: Shift | None = None
    basis: Basis = "stated"
    reference: Span | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A named historical event of the gazetteer: its identifier there, its name, and how sure the match is (0..1)."""

    id: str
    name: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the text that names a gazetteer event; `when` is the gazetteer's date, `rule` how it was matched."""

    span: Span
    named: Named
    when: When
    rule: str
    kind: str = "event"
    places: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text speaks of an event. `span` is the wording, `trigger` the verb or noun inside it."""

    document: str
    span: Span
    trigger: Span
    lemma: str
    title: str
    kind: str
    rule: str
    status: Status = "happened"
    salience: float = 0.0
    confidence: float = 1.0
    dated: Dated | None = None
    named: Named | None = None
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, from one or more mentions. `id` comes from content, so the same input gives the same id.

    `checked` and `note` are what a person decided and wrote; an event that a person added by hand has no mentions.
    """

    id: str
    title: str
    kind: str
    status: Status
    salience: float
    confidence: float
    mentions: tuple[Mention, ...]
    dated: Dated | None = None
    named: Named | None = None
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    checked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A directed link between two events (from the cause, the earlier one, the part), with its evidence."""

    source: str
    target: str
    kind: LinkKind
    confidence: float
    rule: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    """A statement about two time points: target point minus source point lies in `low`..`high` days (`None`: open).

    A point is an event id and "start" or "end". `trust` (0..1) decides which statement gives way in a contradiction.
    """

    source: tuple[str, Literal["start", "end"]]
    target: tuple[str, Literal["start", "end"]]
    low: int | None
    high: int | None
    trust: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A finding about the text: statements that cannot all be true, in one plain sentence, and their places."""

    events: tuple[str, ...]
    message: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One document after the extract steps."""

    document: Document
    sentences: tuple[Span, ...] = ()
    expressions: tuple[Expression, ...] = ()
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The result of a build, the one value that every face receives."""

    documents: tuple[Document, ...] = ()
    expressions: dict[str, tuple[Expression, ...]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
