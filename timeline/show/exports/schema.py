"""The JSON contract "timeline/1" as pydantic models, from which the published JSON Schema is made."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from timeline.dates.when import Extent, Grain, Qualifier
from timeline.model import Basis, ExpressionType, LinkKind, Status

Day = str | None
Pair = tuple[Day, Day]


class Record(BaseModel):
    """What all records of the contract share: no unknown keys, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(Record):
    """Where something stands: code points into the document's text, and the wording."""

    document: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    rule: str = ""


class WhenJson(Record):
    """A date with its four bounds: ISO 8601 days with astronomical years, null where open."""

    edtf: str
    earliest: Day
    latest: Day
    start: Pair
    end: Pair
    grain: Grain
    extent: Extent
    qualifier: Qualifier = ""
    calendar: str = "gregorian"
    basis: Basis
    evidence: tuple[Place, ...] = ()


class DateJson(Record):
    """When a document was written."""

    edtf: str | None
    earliest: Day
    latest: Day
    basis: Literal["given", "metadata", "inferred", "unknown"]
    confidence: float = 1.0
    evidence: tuple[Place, ...] = ()


class DocumentJson(Record):
    """One source; `text` only where the export carries it."""

    id: str
    title: str
    source: str
    language: str
    date: DateJson
    text: str | None = None


class ExpressionJson(Record):
    """A time expression with its TIMEX3 value."""

    id: str
    document: str
    start: int
    end: int
    text: str
    type: ExpressionType
    value: str
    when: WhenJson | None
    rule: str


class NamedJson(Record):
    """The gazetteer's event."""

    id: str
    name: str
    confidence: float = 1.0


class MentionJson(Place):
    """A mention; `trigger` is the range of its verb or noun."""

    trigger: tuple[int, int]


class EventJson(Record):
    """An event of the timeline; `checked` and `note` are a person's, made in the dashboard."""

    id: str
    title: str
    kind: str
    status: Status
    salience: float = Field(ge=0, le=1)
    confidence: float = Field(ge=0, le=1)
    when: WhenJson | None
    named: NamedJson | None
    participants: tuple[str, ...]
    places: tuple[str, ...]
    mentions: tuple[MentionJson, ...]
    checked: bool = False
    note: str = ""


class LinkJson(Record):
    """A directed link between two events."""

    source: str
    target: str
    kind: LinkKind
    confidence: float = Field(ge=0, le=1)
    rule: str = ""
    evidence: tuple[Place, ...]


class ConflictJson(Record):
    """Statements that cannot all be true."""

    events: tuple[str, ...]
    message: str
    evidence: tuple[Place, ...]


class TimelineJson(Record):
    """The whole export."""

    format: Literal["timeline/1"] = "timeline/1"
    documents: tuple[DocumentJson, ...]
    expressions: tuple[ExpressionJson, ...]
    events: tuple[EventJson, ...]
    links: tuple[LinkJson, ...]
    conflicts: tuple[ConflictJson, ...]
