"""The index learns a row's wordings when a text has one of its words, and then knows no less than a full one would."""

import pytest

from timeline.gazetteer import matcher, table
from timeline.gazetteer.index import Index
from timeline.gazetteer.names import names, triggers

CORE = table.load()


@pytest.mark.parametrize("language", ["en", "de", "fr", "it", "ru"])
def test_each_wording_holds_a_word_that_brings_its_row_in(language):
    missed = [
        (entry.id, alias.text)
        for entry in CORE.entries
        for words in [triggers(entry, language)]
        for alias, _ in names(entry, language)
        if words.isdisjoint(alias.tokens)
    ]
    assert missed == []


def test_what_was_read_before_changes_nothing():
    texts = ["Sulla marched.", "The fall of Saigon, the Great War.", "In 1848 the Hungarian uprising, the war."]
    fresh = [Index(CORE, "en") for _ in texts]
    used = Index(CORE, "en")
    for text, new in zip(texts, fresh, strict=True):
        keys = matcher._tokens(text, "en").keys
        new.learn(keys)
        used.learn(keys)
        for tokens, wording in new.wordings.items():
            if set(tokens) <= set(keys):
                assert used.wordings[tokens].alias == wording.alias
                assert used.wordings[tokens].capitals == wording.capitals
                assert {r: list(e) for r, e in used.wordings[tokens].entries.items()} == {
                    r: list(e) for r, e in wording.entries.items()
                }
