"""Which two events a cue stands between: the words before and after it, as its row asks for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from timeline.dates.when import contains
from timeline.link.scene import (
    FAR,
    LEFT,
    Scene,
    Told,
    about,
    after_opening,
    before_pronoun,
    first_verb,
    following,
    is_participle,
    main,
    nearest,
    subject,
    topic,
)
from timeline.link.wording import WORD
from timeline.model import Event, LinkKind, Span

Choice = Literal["subject", "main", "near", "next", "noun", "verb", "own", "like", "topic", "clause", "earlier"]
REACH = 120
_OF_SUBJECT = re.compile(
    r"\s*(?:,.*,|[^,;]*\b(?:and|but|then)|,?\s*(?:that|which)\b.*|(?:of|in|on|at|by|for|against|to|with|from|between|over|this)\b.*)?"
    r"(?:\s*\b(?:has|have|had|also|soon|then|finally|at last|in turn|itself|alone|would|\w+ly)\b)*\s*",
    re.IGNORECASE | re.DOTALL,
)
_BY = re.compile(r"\bby\s+(?:[\w’'-]+\s+){0,3}$")
_NAME = re.compile(r"(?:^|[.,;:—]\s+|\b(?:but|and|for|that)\s+)([A-Z]\w+)\s+$")
_SUBORDINATE = re.compile(r"\W+(?:when|while|as|if|after|although|though|once|until)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled row of `cues.toml`."""

    name: str
    kind: LinkKind
    form: Literal["between", "opening", "pair", "linking"]
    pattern: re.Pattern[str]
    first: Choice
    second: Choice
    from_first: bool
    confidence: float
    named: bool
    known: bool
    near: bool
    years: bool
    told: bool
    joiner: re.Pattern[str]
    unless_after: re.Pattern[str]


def ends(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    if cue.form == "pair":
        return _pair(here, cue, at, sentence)
    if cue.form == "opening":
        return _opening(here, cue, at, sentence)
    if cue.form == "linking":
        return _linking(here, cue, at, sentence)
    return _between(here, cue, at, sentence)


def _between(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "The embargo led to rationing": an event of the clause before the cue, and one after it."""
    if cue.first == "earlier":
        return _followed(here, at)
    if cue.first == "main" and re.search(r"[;:—–]\s*(?:(?:and|but)\s+)?$", here.text[sentence.start : at.start]):
        return None, None
    if cue.first == "own":
        return _own(here, at), _right(here, cue, at)
    left = _left(here, cue, at) if cue.first != "topic" else topic(here, here.sentence(sentence.start) - 1)
    if left is None and cue.kind == "parallel" and (named := _named_place(here, at)):
        left = named
    if left is None and cue.near and cue.kind == "parallel":
        left = _measured(here, at, sentence)
    first = left.event if left else None
    if cue.second == "own":
        return (first if left and (not cue.told or _acts(here, left, at)) else None), _own(here, at)
    if cue.second == "verb":
        verb = first_verb(here, at.end, sentence)
        return first, verb.event if verb else None
    return first, _right(here, cue, at)


def _followed(here: Scene, at: Span) -> tuple[Event | None, Event | None]:
    """ "They stormed the town. The sack (that followed)": what the sentence before told, and the noun of this one."""
    number, told = here.sentence(at.start), nearest(here, at.start)
    if told is None or not here.is_noun(told) or here.text[told.at.end : at.start].strip(" ,\n") or not number:
        return None, None
    earlier = main(here, here.sentences[number - 1].end)
    return (earlier.event if earlier else None), told.event


def _acts(here: Scene, left: Told, at: Span) -> bool:
    """Whether a noun is itself the subject of the cue (not in "the coup leaders destroyed"), and told of before."""
    if left.at.end < here.sentences[here.sentence(at.start)].start:
        return True
    document = here.annotation.document.id
    before = any(m.trigger.start < left.at.start for m in left.event.mentions if m.document == document)
    return before and _OF_SUBJECT.fullmatch(here.text, left.at.end, at.start) is not None


def _right(here: Scene, cue: Cue, at: Span) -> Event | None:
    """The event that the words after a cue tell first."""
    right = following(here, at.end, cue.second == "noun")
    between = here.text[at.end : right.at.start] if right else ""
    if here.words.parts.search(between) or (cue.kind == "cause" and not cue.from_first and "," in between):
        right = None
    if right is not None and cue.near and len(here.text[at.end : right.mention.span.start].split()) > 2:
        right = None
    if right is None and cue.years:
        return _of_year(here, at)
    if right is None and cue.kind == "cause" and cue.second == "next" and cue.from_first:
        return _own(here, at, 3)
    return right.event if right else None


def _left(here: Scene, cue: Cue, at: Span) -> Told | None:
    """The event of the words before a cue.

    That is the noun that it hangs on without a comma ("riots causing alarm"), or the doer of a passive ("crushed by an
    invasion, causing flight").
    """
    if cue.first == "clause":
        told = nearest(here, at.start)
        if told is None or not here.is_noun(told):
            return main(here, at.start)
        between = here.text[told.mention.span.end : at.start].strip()
        before = here.text[max(0, told.mention.span.start - 40) : told.mention.span.start]
        doer = not between.strip(",–—- ") and _BY.search(before)
        return told if not between or doer else main(here, at.start)
    return {"subject": subject, "main": main}.get(cue.first, nearest)(here, at.start)


def _named_place(here: Scene, at: Span) -> Told | None:
    """The event that the name of its place stands for: "but Kabul (is its Saigon)"."""
    name = _NAME.search(here.text, max(0, at.start - 60), at.start)
    if name is None:
        return None
    near = here.between(max(0, at.start - 4 * LEFT), at.start)
    found = [t for t in near if t.event.named and name.group(1) in WORD.findall(t.event.named.name)]
    return found[-1] if found else None


def _measured(here: Scene, at: Span, sentence: Span) -> Told | None:
    """What another event is the measure of where the clause does not say: what was told just before."""
    told = nearest(here, at.start)
    if told is None and at.of(here.text).lower().startswith("not since"):
        return None  # the one that is like it is looked for by another row
    if told is None:
        return topic(here, here.sentence(sentence.start) - 1)
    return told if at.of(here.text).lower().endswith("since") else None


def _own(here: Scene, at: Span, more: int = -REACH) -> Event | None:
    """The effect where the cue is itself the verb of a mention: "triggering unrest in the West"."""
    found = [t for t in here.told_in(at) if at.covers(t.at) and t.mention.span.end > at.end + more]
    return found[-1].event if found else None


def _linking(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "As a result, prices rose": from what the words before tell, in the sentence or in the one before it."""
    lead, number = here.text[sentence.start : at.start], here.sentence(sentence.start)
    if re.search(r"\w\s*$", lead) and not re.search(r"(?:^|\W)(?:and|but)\s+$", lead, re.IGNORECASE):
        return None, None
    if _SUBORDINATE.match(here.text, at.end):
        return None, None
    choose = subject if cue.first == "subject" else main
    if here.told_in(Span(sentence.start, at.start)):
        told = choose(here, at.start)
    elif cue.first == "near":
        told = main(here, here.sentences[number - 1].end) if number else None
    else:
        told = topic(here, number - 1)
    effect = following(here, at.end, True) if cue.second == "noun" else first_verb(here, at.end, sentence)
    if effect and cue.second == "verb" and effect.at.of(here.text).endswith("ing"):
        effect = None
    return told.event if told else None, effect.event if effect else None


def _of_year(here: Scene, at: Span) -> Event | None:
    """The known event that a year stands for: "recalls 1929"."""
    times = here.annotation.expressions
    n = bisect_left(times, at.end, key=lambda e: e.span.start)
    e = times[n] if n < len(times) and times[n].span.start - at.end <= 2 else None
    if e is None or e.when is None or e.when.grain != "year":
        return None
    known = [(t.event, t.event.dated) for t in here.told_in(Span(at.start - FAR, at.end + FAR)) if t.event.named]
    return next((event for event, dated in known if dated and contains(e.when, dated.when)), None)


def _opening(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "After the flood, the bridge was rebuilt": at the beginning of a clause, with a comma between the two."""
    lead = here.text[max(sentence.start, at.start - REACH) : at.start]
    if re.sub(r"^.*[,;:—–]\s*(?:(?:and|but)\s+)?$|^\W*(?:(?:and|but|yet)\s+)?$", "", lead, flags=re.S):
        return None, None
    if cue.first == "verb":
        first = first_verb(here, at.end, sentence)
    else:
        first = following(here, at.end, cue.second != "main" or cue.first == "noun")
    if first is None or "," in here.text[at.end : first.at.start]:
        return None, None
    if re.search(r",\s*$", lead) and _is_aside(here, first, sentence):
        return None, None
    if cue.second == "subject" and re.search(r"\w,\s*$", lead) and (left := subject(here, at.start)):
        return first.event, left.event
    if cue.second == "like":
        like = _like(here, first, sentence)
        if like is None and first.event.named:
            like = topic(here, here.sentence(sentence.start) - 1)
        return first.event, like.event if like else _opened(here, cue, first, sentence)
    if cue.second == "topic":
        told = topic(here, here.sentence(sentence.start) - 1)
        return first.event, told.event if told else None
    return first.event, _opened(here, cue, first, sentence)


def _is_aside(here: Scene, first: Told, sentence: Span) -> bool:
    """Whether the sentence goes on after a comma without it: "it fell, owing to the drought, and the king fled"."""
    comma = here.text.find(",", first.at.end, sentence.end)
    return comma >= 0 and re.match(r",\s*(?:and|but|which|who|while)\b", here.text[comma : comma + 12]) is not None


def _like(here: Scene, first: Told, sentence: Span) -> Told | None:
    """What was told before in the word of what it is measured by: "the earthquake" by that of 1999."""
    said = WORD.findall(f"{first.mention.lemma} {first.mention.span.of(here.text)}".lower())
    words = {form for word in said for form in (word, word + "s")}
    near = here.between(max(0, sentence.start - 2 * LEFT), sentence.start)
    found = [t for t in near if t.mention.lemma.lower() in words and t.event.id != first.event.id]
    return max(found, key=lambda t: (t.event.named is not None, t.event.salience, t.at), default=None)


def _opened(here: Scene, cue: Cue, first: Told, sentence: Span) -> Event | None:
    """The event that the opening leads up to; `None` where its clause only says who says so."""
    found = after_opening(here, first, sentence)
    if cue.second == "subject":
        comma = here.text.find(",", first.at.end, sentence.end)
        word = re.match(r"\s*(\w+)\s", here.text[comma + 1 : comma + 30]) if comma >= 0 else None
        if word and here.words.pronoun.search(" " + word.group(1)):
            taken = before_pronoun(here, sentence.start)
            return taken.event if taken else None
        return found[0].event if found and here.is_noun(found[0]) else None
    if not found:
        return None
    skipped = here.told_in(Span(first.at.end, found[0].at.start))
    if any(t.mention.lemma in here.words.never for t in skipped):
        return None
    return next((t for t in found if not here.is_noun(t) and not is_participle(here, t)), found[0]).event


def _pair(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "Parallels between A and B", "no sooner had A than B": at the first joining word that has both."""
    last = min(sentence.end, at.end + 2 * REACH)
    for joiner in cue.joiner.finditer(here.text, at.end, last):
        region = Span(at.end, joiner.start())
        if cue.second == "noun":
            right = following(here, joiner.end(), True)
            if right is None or len(here.text[joiner.end() : right.mention.span.start].split()) > 4:
                continue
        elif cue.second == "next":
            right = following(here, joiner.end())
        else:
            right = first_verb(here, joiner.end(), sentence)
        told = here.between(region.start, region.end)
        left = [t for t in told if cue.first == "next" or here.is_noun(t) == (cue.first == "noun")]
        event = left[0].event if left else about(here, region, right.event) if right and cue.first == "noun" else None
        if event is None and here.words.pronoun.fullmatch(region.of(here.text).rstrip()):
            taken = main(here, at.start) or topic(here, here.sentence(sentence.start) - 1)
            event = taken.event if taken else None
        if event is not None and right is not None:
            return event, right.event
    return None, None
