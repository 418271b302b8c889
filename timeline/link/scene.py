"""A document as the cues see it: its sentences, and its mentions with the events that they are, found by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.language.lexicon import read
from timeline.link.wording import WORD, is_noun
from timeline.model import Annotation, Event, Evidence, Mention, Span

LEFT, RIGHT, FAR = 300, 160, 20_000  # how far from a cue an event is looked for, in characters
_CLAUSE_END = re.compile(r"[;:()]|,\s+(?:\w+\s+)?(?:and|but|which|who)\b|[.!?]\s+(?:``|[“‘])")
_POSSESSIVE = re.compile(r"\s?['’]s\b")
_BRACKETS = re.compile(r"\([^()]*\)\s*$")
_DETERMINER = "(?:the|a|an|this|that|his|her|its|their)"
_ARTICLE = re.compile(rf",?\s+{_DETERMINER}\b", re.IGNORECASE)
_AND = re.compile(r"(?<=,)\s*(?:and|but)\s*$")
_DATE_WORD = re.compile(r"\s\w{2,5}\s+$")
_STOP = re.compile(r"[;:]\s")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A mention with its event, equal only to itself, so that it is a quick key."""

    mention: Mention
    event: Event

    @property
    def at(self) -> Span:
        """The trigger."""
        return self.mention.trigger


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `cues.toml`: patterns for where a clause begins, for pronouns, negations and the like."""

    clause: re.Pattern[str]
    relative: re.Pattern[str]
    relativizer: re.Pattern[str]
    preposition: re.Pattern[str]
    phrase: re.Pattern[str]
    pronoun: re.Pattern[str]
    negation: re.Pattern[str]
    affirmed: re.Pattern[str]
    hedge: re.Pattern[str]
    parts: re.Pattern[str]
    begins: re.Pattern[str]
    present: re.Pattern[str]
    through: re.Pattern[str]
    proposition: re.Pattern[str]
    wholes: frozenset[str]
    never: frozenset[str]
    verbal: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The text, its sentences, and all mentions that are events of the timeline, by the place of their trigger."""

    annotation: Annotation
    told: tuple[Told, ...]
    starts: tuple[int, ...]
    sentences: tuple[Span, ...]
    words: Words

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.annotation.document.text

    def between(self, start: int, end: int) -> Sequence[Told]:
        """Mentions whose trigger begins in a range and that can be an end of a link."""
        found = self.told[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [t for t in found if t.mention.lemma not in self.words.never]

    def told_in(self, span: Span) -> Sequence[Told]:
        """All mentions of a range, of whatever kind."""
        return self.told[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def sentence(self, at: int) -> int:
        """Number of the sentence that a place lies in."""
        return max(0, bisect_right(self.sentences, Span(at, 1 << 60)) - 1)

    @lru_cache(256)  # noqa: B019 - a scene asks this again and again of the verbs of a sentence
    def is_noun(self, told: Told) -> bool:
        """Whether a mention is a noun or a name."""
        return told.mention.named is not None or is_noun(told.mention, self.text, self.words.verbal)

    def evidence(self, rule: str, *spans: Span) -> tuple[Evidence, ...]:
        """One place that covers all of these."""
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        return (Evidence(self.annotation.document.id, whole, rule),)


def scene(annotation: Annotation, events: Sequence[Event]) -> Scene:
    """A document with those events that it speaks of."""
    document = annotation.document
    told = sorted(
        (Told(m, e) for e in events for m in e.mentions if m.document == document.id),
        key=lambda t: (t.at, t.mention.span, t.event.id),
    )
    sentences = annotation.sentences or (Span(0, len(document.text)),)
    starts = tuple(t.at.start for t in told)
    return Scene(annotation, tuple(told), starts, sentences, lists(document.language or "en"))


@lru_cache
def lists(language: str) -> Words:
    """The word lists of a language; patterns that match nothing where it has none."""
    rows: dict[str, Any] = read(language, "cues.toml").get("lists", {})

    def pattern(name: str, form: str = r"(?<!\w)(?:{})(?!\w)") -> re.Pattern[str]:
        listed = "|".join(rows.get(name, [])).replace(" ", r"\s")
        return re.compile(form.format(listed or "(?!)"), re.IGNORECASE)

    return Words(
        pattern("clause", r"[;:—–]|(?<=\w\w\w)[.!?]\s+(?=(?-i:[A-Z]))|[,\s](?:{})\s"),
        pattern("relative", r",\s*(?:\w+\s+){{0,2}}(?:{})\b[^,;]*,\s*$"),
        pattern("relativizer"),
        pattern("preposition", r"(?<!\w)(?:{})(?:\s+\w+){{0,2}}\s*$"),
        pattern("phrase"),
        pattern("pronoun", r"(?:^|[\s,;—])(?:{})\s*$"),
        pattern("negation"),
        pattern("affirmed"),
        pattern("hedge", r"(?<!\w)(?:{})(?:\s+\w+){{0,2}}\s*$"),
        pattern("parts"),
        pattern("begins"),
        pattern("present"),
        pattern("through", rf"(?<!\w)(?:{{}})\s+(?:of|at|over)\s+(?=(?:{_DETERMINER}\s+)?(?:\w+\s+)?$)"),
        pattern("proposition", r"\s*(?:{})\b"),
        frozenset(rows.get("wholes", ())),
        frozenset(rows.get("never", ())),
        frozenset(read(language, "nouns.toml").get("verbal", ())),
    )


def clause(scene: Scene, end: int) -> Span:
    """The last clause before a place that tells something, without a relative clause or brackets right before it."""
    first = _start(scene, end)
    region = _AND.sub("", scene.text[first:end])
    for aside in (scene.words.relative, _BRACKETS):
        found = aside.search(region)
        if found:
            region = region[: found.start()]
    last = first + len(region)
    for cut in reversed([m.end() for m in scene.words.clause.finditer(region) if region[m.end() :].strip()]):
        here = Span(first + cut, last)
        if scene.between(here.start, here.end) or scene.words.pronoun.search(here.of(scene.text)):
            return here
    return Span(first, last)


def _start(scene: Scene, end: int) -> int:
    return max(scene.sentences[scene.sentence(end)].start, end - LEFT)


def subject(scene: Scene, end: int) -> Told | None:
    """What the clause that ends here is about: its first noun; what a bare "this" or "it" takes up."""
    for last in dict.fromkeys((end, _without_date(scene, end))):
        here = clause(scene, last)
        pronoun = scene.words.pronoun.search(here.of(scene.text))
        if pronoun:
            return before_pronoun(scene, here.start + pronoun.start(), _restricts(scene, here, pronoun))
    here = clause(scene, end)
    if _is_preceded(scene, here):
        return None
    found = scene.between(here.start, here.end)
    noun = next((t for t in found if scene.is_noun(t) and not _is_adjunct(scene, here, t)), None)
    verb = found[0] if noun and not scene.is_noun(found[0]) else None
    if verb and noun and "," not in scene.text[verb.at.end : noun.at.start]:
        return None  # an object: "that caused unrest (and contributed to)"
    return noun


def _is_preceded(scene: Scene, clause: Span) -> bool:
    """Whether an adverbial opens a clause whose subject tells no event: "After the treaty, the Union (forced ...)"."""
    comma = scene.text.rfind(",", clause.start, clause.end)
    opens = re.match(r"\W*(\w+)\s", scene.text[clause.start : clause.start + 30])
    return (
        comma >= 0
        and opens is not None
        and scene.words.preposition.search(" " + opens.group(1)) is not None
        and len(WORD.findall(scene.text[comma + 1 : clause.end])) > 1
        and not scene.between(comma, clause.end)
    )


def _restricts(scene: Scene, clause: Span, pronoun: re.Match[str]) -> bool:
    """Whether a pronoun belongs to the noun right before it, without a comma: "tanks that (caused panic)"."""
    lead = scene.text[max(0, clause.start + pronoun.start() - 3) : clause.start + pronoun.start()].rstrip()
    return lead[-1:].isalnum() and scene.words.relativizer.fullmatch(pronoun.group().strip(" ,;—\n")) is not None


def _without_date(scene: Scene, end: int) -> int:
    """Where a clause ends without the date at its end: "which in May 1997 (drove him out)"."""
    times = scene.annotation.expressions
    n = bisect_left(times, end, key=lambda e: e.span.start)
    if not n or scene.text[times[n - 1].span.end : end].strip(" ,"):
        return end
    before = _DATE_WORD.search(scene.text, max(0, times[n - 1].span.start - 12), times[n - 1].span.start)
    return before.start() if before else times[n - 1].span.start


def _is_adjunct(scene: Scene, clause: Span, told: Told) -> bool:
    """Whether a noun hangs on a preposition, as in "after the flood"."""
    start = min(told.mention.span.start, told.at.start)
    times = scene.annotation.expressions
    n = bisect_left(times, start, key=lambda e: e.span.start)
    if n and times[n - 1].span.start >= clause.start and _ARTICLE.match(scene.text, times[n - 1].span.end, start + 1):
        return False
    before = scene.words.through.sub("", scene.text[clause.start : start])
    return scene.words.preposition.search(before) is not None


def main(scene: Scene, end: int) -> Told | None:
    """What the clause that ends here tells: its last verb, else its last noun; the noun of "the act they passed"."""
    here = clause(scene, end)
    if _is_preceded(scene, here):
        return None
    found = scene.between(here.start, here.end)
    verbs = [t for t in found if not scene.is_noun(t)]
    if not verbs:
        return next((t for t in reversed(found) if not _is_adjunct(scene, here, t)), None)
    told = found[: found.index(verbs[-1])]
    between = scene.text[told[-1].at.end : verbs[-1].at.start] if told else ""
    if scene.words.relativizer.match(between.lstrip()) and scene.is_noun(told[-1]):
        return told[-1]
    if not scene.text[verbs[-1].at.end : end].strip():
        return verbs[-1]
    return next((t for t in reversed(verbs) if not _is_attribute(scene, t)), verbs[-1])


def _is_attribute(scene: Scene, verb: Told) -> bool:
    """Whether a verb only says which one is meant: "a convoy sailing under escort", "troops that had served there"."""
    return _is_relative(scene, verb) or verb.at.of(scene.text).endswith("ing")


def _is_relative(scene: Scene, verb: Told) -> bool:
    """Whether a verb stands in a relative clause: "under which it is organized"."""
    before = WORD.findall(scene.text[max(0, verb.at.start - 30) : verb.at.start])[-3:]
    return any(scene.words.relativizer.fullmatch(word) for word in before)


def after_opening(scene: Scene, opening: Told, sentence: Span) -> Sequence[Told]:
    """What the clause tells that an opening ("after the flood", "four days after the battle") leads up to."""
    last = min(sentence.end, opening.at.end + RIGHT)
    begin = max(opening.at.end, min(opening.mention.span.end, last))
    comma = scene.text.find(",", opening.at.end, last)
    near = [t for t in scene.between(begin, comma if comma >= 0 else last) if t.event.id != opening.event.id]
    if scene.is_noun(opening) and near and _new_subject(scene, opening.at.end, near):
        return near
    return [t for t in scene.between(comma + 1, last) if t.event.id != opening.event.id] if comma >= 0 else ()


def _new_subject(scene: Scene, start: int, found: Sequence[Told]) -> bool:
    """Whether a new subject stands between an opening and the first verb: "after the war the king fled"."""
    verb = next((t for t in found if not scene.is_noun(t)), None)
    return verb is not None and scene.words.phrase.search(scene.text[start : verb.at.start]) is not None


def nearest(scene: Scene, end: int) -> Told | None:
    """The last thing told before a place, in its sentence."""
    found = scene.between(_start(scene, end), end)
    return found[-1] if found else None


def following(scene: Scene, start: int, nouns: bool = False) -> Told | None:
    """The first thing told after a place, in its clause; what is only a possessor yields to what comes behind it."""
    possessor: Told | None = None
    last = min(scene.sentences[scene.sentence(start - 1)].end, start + RIGHT)
    for told in scene.between(start, last):
        between = scene.text[start : told.at.start]
        if _CLAUSE_END.search(between) or len(WORD.findall(between)) > 9:
            break
        if scene.is_noun(told) and not told.event.named and _POSSESSIVE.match(scene.text, told.at.end):
            possessor = possessor or told
        elif not nouns or scene.is_noun(told):
            return _head(scene, told, last)
    return possessor


def _head(scene: Scene, told: Told, last: int) -> Told:
    """The noun that a noun right before it only describes: the trial of "a rape trial"."""
    after = next(iter(scene.between(told.at.end, last)), None)
    if after is None or told.event.named or not (scene.is_noun(told) and scene.is_noun(after)):
        return told
    return after if scene.text[told.at.end : after.at.start].isspace() else told


def first_verb(scene: Scene, start: int, sentence: Span) -> Told | None:
    """The first verb told after a place that is no participle set off by commas."""
    last = min(sentence.end, start + RIGHT)
    stop = _STOP.search(scene.text, start, last)
    found = scene.between(start, stop.start() if stop else last)
    verbs = [t for t in found if not scene.is_noun(t) and not is_participle(scene, t)]
    return next((t for t in verbs if not _is_relative(scene, t)), verbs[0] if verbs else None)


def is_participle(scene: Scene, told: Told) -> bool:
    """Whether a mention is an aside: ", meeting in Abuja,"."""
    before = scene.text[max(0, told.at.start - 3) : told.at.start].rstrip()
    return before.endswith(",") and told.at.of(scene.text).endswith("ing")


def before_pronoun(scene: Scene, at: int, near_only: bool = False) -> Told | None:
    """What "it" or "this" takes up at the beginning of a clause: the noun right before "which", what its sentence told
    last, else the topic before."""
    near = scene.between(max(0, at - LEFT), at)
    if near and scene.is_noun(near[-1]) and not scene.text[near[-1].mention.span.end : at + 1].strip(" ,\n"):
        return near[-1]
    if near_only:
        return None
    told, number = main(scene, at), scene.sentence(at)
    if told is None and number and scene.words.proposition.match(scene.text, at):
        return main(scene, scene.sentences[number - 1].end)
    return told if told is not None else topic(scene, number - 1)


def topic(scene: Scene, number: int) -> Told | None:
    """What a sentence is about: its first noun, else what it tells first."""
    if not 0 <= number < len(scene.sentences):
        return None
    span = scene.sentences[number]
    found = scene.between(span.start, min(span.end, span.start + LEFT))
    return next((t for t in found if scene.is_noun(t)), found[0] if found else None)


def about(scene: Scene, region: Span, other: Event | None) -> Event | None:
    """The event that a place stands for ("present-day Ukraine"): the latest known event told of that bears its name."""
    if not scene.words.present.search(region.of(scene.text)):
        return None
    names = {w.lower() for w in WORD.findall(region.of(scene.text)) if w[:1].isupper()}

    def words_of(told: Told) -> Iterator[str]:
        event, spoken = told.event, told.mention.span.of(scene.text)
        for part in (event.title, event.named.name if event.named else "", *event.places, spoken):
            yield from (w.lower() for w in WORD.findall(part))

    found = [
        t.event
        for t in scene.told_in(Span(region.start - FAR, region.end + FAR))
        if t.event != other and not t.mention.span.overlaps(region) and scene.is_noun(t) and names & set(words_of(t))
    ]

    def rank(event: Event) -> tuple[bool, int, float, str]:
        begun = event.dated.when.earliest if event.dated else None
        return event.named is not None, begun if begun is not None else -(1 << 60), event.salience, event.id

    return max(found, key=rank, default=None)
