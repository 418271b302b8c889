"""What a text calls a person, place, organisation or thing: its name, and the short forms that are safe there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from timeline.language.lexicon import read
from timeline.model import Mention, Timeline

_WORD = r"(?<!\w){}(?!\w)"  # no longer word may hold the name; "777" is a name too, so \b is not enough
_BEFORE = r"(?<![\w.])([A-Z][\w-]*)\s+{}(?!\w)"  # not the end of a sentence: "in the U.S. Moore said"
_NEW_CLAUSE = re.compile(r"(?:,|\band|\bbut|\bthen)\s+(?:[a-z]+ly\s+)?$")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+[\"“A-Z]|\n")
_PRONOUN = re.compile(r"(?:He|She)\b")
_NAMES = re.compile(r"(?:[A-Z][\w.'’-]*\s+){2,}")
REACH = 400  # characters in which a verb can share the subject of one before it, or "he" stand for it


def about(timeline: Timeline, entity: str) -> set[str]:
    """The ids of the events in which an entity takes part, by its name and what stands for it.

    "He" is whom the title or else the last subject names; a verb after "and" has the subject of the one before it.

    >>> about(Timeline(), "Richard Moore")
    set()
    """
    words = entity.split()
    if not words:
        return set()
    texts = {d.id: d.text for d in timeline.documents}
    whole = re.compile(_whole(words), re.IGNORECASE)
    named = {name: [m.group().split()[-1] for m in whole.finditer(text)] for name, text in texts.items()}
    spelled = [last[: len(words[-1])] for last in chain(*named.values())] or words[-1:]
    is_noun = any(last.islower() for last in spelled)
    is_thing = is_noun or words[-1].isdigit() or any(_with_article(text, whole) for text in texts.values())
    others = {name: _others(text, words) for name, text in texts.items()}
    is_only_one = not any(others.values())
    found = {e.id for e in timeline.events if any(whole.search(x) for x in (e.title, *e.participants, *e.places))}
    for name, told in _by_document(timeline):
        is_safe = bool(named[name]) if is_noun else is_only_one or (bool(named[name]) and not others[name])
        forms = [whole.pattern, *([_short(spelled[0], is_noun)] if is_safe and len(words) > 1 else [])]
        found |= _spoken_of(texts[name], told, re.compile("|".join(forms), re.IGNORECASE), is_thing)
    return found


def _with_article(text: str, whole: re.Pattern[str]) -> bool:
    """Whether a text says "the" before a name, as it does of things."""
    return any(text[max(0, m.start() - 4) : m.start()].endswith(("the ", "The ")) for m in whole.finditer(text))


def _by_document(timeline: Timeline) -> Iterable[tuple[str, list[tuple[Mention, str]]]]:
    """The mentions of each document with their events' ids, in the order of the text."""
    told: dict[str, list[tuple[Mention, str]]] = {d.id: [] for d in timeline.documents}
    for event in timeline.events:
        for mention in event.mentions:
            told[mention.document].append((mention, event.id))
    return ((document, sorted(each, key=lambda m: m[0].trigger)) for document, each in told.items())


def _spoken_of(text: str, told: Sequence[tuple[Mention, str]], form: re.Pattern[str], is_thing: bool) -> set[str]:
    """The events of one document whose mentions hold a form of the name, or whose subject stands for it."""
    found, subject = set[str](), -1
    for mention, event in told:
        begin, before = mention.trigger.start, text[mention.span.start : mention.trigger.start]
        near = subject >= 0 and begin - subject < REACH
        is_he = not is_thing and _PRONOUN.match(mention.title) is not None
        stands = near and (is_he or _shares(text, subject, mention))
        if stands or any(form.search(x) for x in (mention.title, mention.span.of(text), *mention.participants)):
            found.add(event)
        if stands or form.match(mention.title) or form.search(before):
            subject = mention.trigger.end
        elif _is_named(before, mention):
            subject = -1  # "he" is somebody else now
    return found


def _is_named(before: str, mention: Mention) -> bool:
    """Whether another name is the subject of a verb."""
    first = before.split(" ", 1)[0]
    return _NAMES.match(before) is not None or (first[:1].isupper() and any(first in p for p in mention.participants))


def _shares(text: str, subject: int, mention: Mention) -> bool:
    """Whether a verb without a subject of its own is joined to one that ends at a place of the same sentence."""
    verb = mention.trigger.of(text)
    own = mention.title.casefold().startswith(verb.casefold()) and verb[:1].islower() and verb.endswith(("ed", "ing"))
    between = text[subject : mention.trigger.start]
    return own and _NEW_CLAUSE.search(between) is not None and not _SENTENCE_END.search(between)


def _short(last: str, is_noun: bool) -> str:
    """The last word alone: "Moore" and "777", but of "iTunes store" only "the store"."""
    return _WORD.format(rf"the\s+{re.escape(last)}" if is_noun else rf"(?-i:{re.escape(last)})")


def _others(text: str, words: Sequence[str]) -> set[str]:
    """The names before the last word that are not this entity's: "Demi" in "Demi Moore"."""
    last = re.escape(words[-1])
    known = {word.casefold() for word in (*words, *read("en", "writing.toml")["before_name"])}
    before = re.compile(_BEFORE.format(rf"(?i:{last})"))
    return {m[1] for m in before.finditer(text) if m[1].casefold() not in known}


def _whole(words: Sequence[str]) -> str:
    """The whole name, with one more name within it ("Steven Paul Jobs") or a plural at its end."""
    return _WORD.format(r"\s+(?:[A-Z]\w+\s+)?".join(map(re.escape, words)) + "(?-i:s)?")
