"""Words around a mention: whether it is a noun, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Collection

from timeline.model import Mention

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def is_noun(mention: Mention, text: str, verbal: Collection[str]) -> bool:
    """Whether the trigger is a noun: its lemma as it stands or with a plural ending, and not after "to" or "will".

    `verbal` are the words after which such a form is a verb.

    >>> from timeline.model import Span
    >>> text = "they attack the fort"
    >>> is_noun(Mention("a", Span(0, 20), Span(5, 11), "attack", "", "", ""), text, {"they"})
    False
    """
    said, lemma = mention.trigger.of(text).lower(), mention.lemma.lower()
    if said not in (lemma, lemma + "s", lemma + "es", lemma[:-1] + "ies"):
        return mention.named is not None
    before = WORD.findall(text[max(0, mention.trigger.start - 12) : mention.trigger.start].lower())
    return not before or before[-1] not in verbal
