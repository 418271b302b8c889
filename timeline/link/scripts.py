"""The order that every reader knows: an arrest comes before the trial, an earthquake before the tsunami.

`scripts.toml` holds how things go, as rows of steps. Two mentions near each other that are steps of one row are
ordered, where both happened and neither their dates nor the words between them say otherwise. That only their
beginnings are in this order is all that such a link says.

Scripts are Schank and Abelson's (1977), chains of verbs around one protagonist Chambers and Jurafsky's (2008),
happens-before between verbs VerbOcean's (Chklovski and Pantel 2004). The rows are our own knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from timeline.language.lexicon import read
from timeline.link.scene import Scene, Told
from timeline.link.weak_order import are_apart, is_real, is_told_otherwise, order, ordered_by_dates, words_of
from timeline.model import Link, Span

CONFIDENCE = 0.6
REACH = 2  # sentences before; what lies further back than one is ordered only as it is told
NEAREST = 16  # steps of any script told just before
_WINDOW = 400  # characters before and behind two mentions in which the words of a row are looked for
_BEFORE = 60  # characters in front of a verb in which it shows that it is a passive


class Step(NamedTuple):
    """A word of a step: its script and step, its form (noun "n", verb "v", passive "p", active "a"), its particle."""

    script: int
    step: int
    form: str
    particle: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Script:
    """A compiled row of `scripts.toml` without its steps."""

    name: str
    near: re.Pattern[str] | None
    forward: bool
    alone: bool


class Placed(NamedTuple):
    """A mention with its step in each script that it belongs to."""

    told: Told
    sentence: Span
    steps: Mapping[int, int]


def find(here: Scene) -> list[Link]:
    """`before` links between neighbouring mentions that are steps of one script.

    >>> from timeline.link.scene import scene
    >>> from timeline.model import Annotation, Document, Event, Mention
    >>> text = "The bishop was arrested. The trial was short."
    >>> said = [("arrest", Span(15, 23), "clause"), ("trial", Span(29, 34), "event-noun")]
    >>> made = [Event(w, w, "", "happened", 1, 1, (Mention("a", s, s, w, w, "", r),)) for w, s, r in said]
    >>> sentences = (Span(0, 24), Span(25, 45))
    >>> [(x.source, x.target, x.rule) for x in find(scene(Annotation(Document("a", text), sentences), made))]
    [('arrest', 'trial', 'script:arrest-trial')]
    """
    rows, words = scripts(here.annotation.document.language or "en")
    links: list[Link] = []
    before: list[list[Placed]] = []
    for sentence in here.sentences if words else ():
        now: list[Placed] = []
        for told in here.told_in(sentence):
            steps = _steps(here, words, told, sentence)
            if steps and is_real(told):
                placed = Placed(told, sentence, steps)
                links += _links(here, rows, placed, [*chain(*before), *now][-NEAREST:])
                now = [*now, placed][-NEAREST:]
        before = [*before, now][-REACH:]
    return links


@lru_cache
def scripts(language: str) -> tuple[tuple[Script, ...], dict[str, tuple[Step, ...]]]:
    """The rows of a language, and for each lemma the steps that it may be."""
    rows = read(language, "scripts.toml").get("script", ())
    words: dict[str, list[Step]] = {}
    for number, row in enumerate(rows):
        for step, wordings in enumerate(row["steps"]):
            for wording in wordings.split():
                form, _, word = wording.rpartition("/")
                lemma, _, rest = word.partition("_")
                words.setdefault(lemma, []).append(Step(number, step, form, _particle(rest)))
    return tuple(_script(row) for row in rows), {lemma: tuple(steps) for lemma, steps in words.items()}


def _script(row: Mapping[str, Any]) -> Script:
    near = re.compile(rf"\b(?:{row['near']})\b", re.IGNORECASE) if "near" in row else None
    return Script(row["name"], near, row.get("forward", False), row.get("alone", False))


def _particle(rest: str) -> re.Pattern[str] | None:
    """The words that follow a verb, right behind it or behind a short object: "broke off", "put the rising down"."""
    spaced = rest.replace("_", r"\s+")
    return re.compile(rf"\s+(?:[\w’'-]+\s+){{0,3}}?{spaced}\b", re.IGNORECASE) if rest else None


def _steps(here: Scene, words: Mapping[str, Sequence[Step]], told: Told, sentence: Span) -> dict[int, int]:
    """The scripts that a mention belongs to, each with the step that it is."""
    lemma = told.mention.lemma.lower()
    found = words.get(lemma) or (words.get(lemma.removesuffix("s"), ()) if told.mention.named else ())
    if not found:
        return {}
    noun = here.is_noun(told)
    forms = ("", "n") if noun else ("", "v", "p") if _is_passive(here, told, sentence) else ("", "v", "a")

    def fits(step: Step) -> bool:
        follows = step.particle is None or (not noun and step.particle.match(here.text, told.at.end) is not None)
        return step.form in forms and follows

    return {step.script: step.step for step in found if fits(step)}


def _is_passive(here: Scene, told: Told, sentence: Span, hops: int = 3) -> bool:
    """ "Was arrested in May and later tried", "men captured at Lorn"."""
    words, before = words_of(here), here.text[max(sentence.start, told.at.start - _BEFORE) : told.at.start]
    if words["passive"].search(before):
        return True
    has_own = told.mention.span.start < told.at.start or told.at.of(here.text).endswith("ing")
    has_own = has_own or words["who"].search(before) is not None
    if has_own or not words["objectless"].match(here.text, told.at.end):
        return False
    if not words["joins"].search(before):
        return bool(before.strip())  # a participle behind its noun
    near = Span(max(sentence.start, told.at.start - _WINDOW), told.at.start)
    verb = next((t for t in reversed(here.told_in(near)) if not here.is_noun(t)), None)
    return verb is not None and hops > 0 and _is_passive(here, verb, sentence, hops - 1)


def _links(here: Scene, rows: Sequence[Script], new: Placed, before: Sequence[Placed]) -> Iterator[Link]:
    """The links of a mention to what was told just before: to the last step before its own, and the first after it."""
    for number, step in new.steps.items():
        same = [p for p in before if number in p.steps and p.told.event.id != new.told.event.id]
        last = max((p.steps[number] for p in same if p.steps[number] < step), default=None)
        first = min((p.steps[number] for p in same if p.steps[number] > step), default=None)
        rule = f"script:{rows[number].name}"
        for old in same:
            if old.steps[number] == last and _holds(here, rows[number], old, new, told_in_order=True):
                yield order(here, old.told, new.told, rule, CONFIDENCE)
            elif old.steps[number] == first and _holds(here, rows[number], old, new, told_in_order=False):
                yield order(here, new.told, old.told, rule, CONFIDENCE)


def _holds(here: Scene, script: Script, one: Placed, other: Placed, told_in_order: bool) -> bool:
    """Whether two mentions, as the text tells them, are of one story, and nothing says that they are not in order."""
    first, second = (one.told, other.told) if told_in_order else (other.told, one.told)
    sentences = here.sentence(other.told.at.start) - here.sentence(one.told.at.start)
    if (script.forward or sentences > 1) and not told_in_order:
        return False
    if ordered_by_dates(first.event, second.event) is not None:
        return False
    if not _is_near(here, script, one, other):
        return False
    if script.alone and (_is_counted(here, one.told) or _is_counted(here, other.told)):
        return False
    return not (
        are_apart(here, one.told, other.told) or is_told_otherwise(here, one.told, other.told, told_in_order)
    )


def _is_near(here: Scene, script: Script, one: Placed, other: Placed) -> bool:
    """Whether two mentions are near each other, and a word of the row stands with them."""
    if other.told.at.start - one.told.at.end > 2 * _WINDOW:
        return False
    begin = max(one.sentence.start, one.told.at.start - _WINDOW)
    end = min(other.sentence.end, other.told.at.end + _WINDOW)
    return script.near is None or script.near.search(here.text, begin, end) is not None


def _is_counted(here: Scene, told: Told) -> bool:
    """Whether a mention tells of several people or things: "nine men died"."""
    start = max(told.mention.span.start, told.at.start - _BEFORE)
    return words_of(here)["count"].search(here.text, start, told.at.end + 12) is not None
