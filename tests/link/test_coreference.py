"""Coreference: one event for many mentions, never by date alone, and at a cost that stays linear."""

import gc
import re
import time
from dataclasses import replace

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.extract.sentences import split
from timeline.link.coreference import merge
from timeline.model import Annotation, Dated, Document, Evidence, Mention, Named, Span


def mention(
    text, piece, trigger, lemma, date=None, who=(), document="a", named="", basis="stated", status="happened", nth=0
):
    at = -1
    for _ in range(nth + 1):
        at = text.index(piece, at + 1)
    begin = text.index(trigger, at)
    return Mention(
        document,
        Span(at, at + len(piece)),
        Span(begin, begin + len(trigger)),
        lemma,
        piece,
        "event",
        "test",
        status,
        0.5,
        dated=Dated(edtf.read(date), basis) if date else None,
        named=Named(named, named) if named else None,
        participants=tuple(who),
    )


def annotation(text, mentions, document="a", date=None):
    written = Dated(edtf.read(date), "given") if date else None
    return Annotation(Document(document, text, date=written), mentions=tuple(mentions))


def groups(*annotations):
    return [[m.title for m in e.mentions] for e in merge(annotations)[0]]


def test_a_definite_noun_takes_up_the_verb_of_its_sense():
    text = "Senators murdered Caesar. Rome was silent. The assassination set off a war."
    found = groups(
        annotation(
            text,
            [
                mention(text, "Senators murdered Caesar", "murdered", "murder", "-0043-03-15"),
                mention(text, "The assassination", "assassination", "assassination"),
                mention(text, "a war", "war", "war"),
            ],
        )
    )
    assert found == [["Senators murdered Caesar", "The assassination"], ["a war"]]


def test_the_putsch_is_the_coup_attempt():
    text = "Back in control after a coup attempt. The putsch began with tanks. The last coup was bloodless."
    coup = mention(text, "a coup attempt", "coup attempt", "coup attempt", "2016-07-15", named="coup 2016")
    found = groups(
        annotation(
            text,
            [
                coup,
                mention(text, "The putsch", "putsch", "putsch"),
                mention(text, "The last coup", "coup", "coup", "1997"),
            ],
        )
    )
    assert found == [["a coup attempt", "The putsch"], ["The last coup"]]


def test_events_of_one_day_are_not_one_event():
    text = "On 4 May the army marched out. On 4 May the king died."
    found = groups(
        annotation(
            text,
            [
                mention(text, "the army marched out", "marched", "march", "1415-05-04"),
                mention(text, "the king died", "died", "die", "1415-05-04"),
            ],
        )
    )
    assert len(found) == 2


def test_elections_of_two_years_are_two():
    text = "The election of 1997 was won by Labour. The election of 2001 was quiet."
    found = groups(
        annotation(
            text,
            [
                mention(text, "The election of 1997", "election", "election", "1997"),
                mention(text, "The election of 2001", "election", "election", "2001"),
            ],
        )
    )
    assert len(found) == 2


def test_two_dates_for_what_happens_once_are_one_event_in_doubt():
    text = "The tower was finished in 1347. The tower was finished in 1340, says a mason."
    found = groups(
        annotation(
            text,
            [
                mention(text, "The tower was finished", "finished", "finish", "1347", ["the tower"]),
                mention(text, "The tower was finished", "finished", "finish", "1340", ["the tower"], nth=1),
            ],
        )
    )
    assert len(found) == 1


def test_two_documents_that_date_a_death_differently_are_two_accounts():
    text = "The bishop died that year."
    both = [
        annotation(text, [mention(text, "The bishop died", "died", "die", date, ["Bishop Odo"], document)], document)
        for document, date in (("a", "1097"), ("b", "1099"))
    ]
    events, links = merge(both)
    assert len(events) == 2
    assert [link.kind for link in links] == ["same_as"]


def test_two_reports_of_one_landing_are_one_event_and_its_id_does_not_depend_on_their_order():
    text = "Troops landed at Suez on Monday."
    both = [
        annotation(text, [mention(text, "Troops landed at Suez", "landed", "land", "1956-11-05", ["Suez"], name)], name)
        for name in "ab"
    ]
    events = merge(both)[0]
    assert len(events) == 1
    assert [e.id for e in events] == [e.id for e in merge(both[::-1])[0]]


def test_a_named_event_is_one_across_documents_and_keeps_the_date_of_its_name():
    text = "In 1942 the war reached Egypt."
    both = [
        annotation(text, [mention(text, "the war", "war", "war", date, (), name, "WW2", basis)], name)
        for name, date, basis in (("a", "1942", "stated"), ("b", "1939-09-01/1945-09-02", "gazetteer"))
    ]
    events = merge(both)[0]
    assert len(events) == 1
    assert events[0].title == "WW2"
    assert events[0].dated.basis == "gazetteer"


def test_another_attack_is_another():
    text = "An attack hit Leeds. Another attack hit York. The second attack was worse."
    found = groups(
        annotation(
            text,
            [
                mention(text, "An attack", "attack", "attack"),
                mention(text, "Another attack", "attack", "attack"),
                mention(text, "The second attack", "attack", "attack"),
            ],
        )
    )
    assert len(found) == 3


def test_ids_are_unique_even_for_mentions_that_look_alike():
    text = "war"
    same = mention(text, "war", "war", "war")
    events = merge(
        [annotation(text, [same]), annotation(text, [mention(text, "war", "war", "war", document="b")], "b")]
    )[0]
    assert len({e.id for e in events}) == len(events)


def test_thousands_of_documents_take_time_in_proportion():
    text = "Troops landed at Suez on Monday. The landing was quiet."

    def made(count):
        return [
            annotation(
                text,
                [
                    mention(
                        text,
                        "Troops landed at Suez",
                        "landed",
                        "land",
                        f"19{n % 80 + 10}-11-05",
                        [f"Suez{n % 97}"],
                        f"d{n}",
                    ),
                    mention(text, "The landing", "landing", "landing", None, (), f"d{n}"),
                ],
                f"d{n}",
            )
            for n in range(count)
        ]

    def cost(count):
        documents = made(count)
        start = time.process_time()
        merge(documents)
        return time.process_time() - start

    cost(100)
    gc.collect()
    gc.freeze()  # what other tests left behind is not walked through again and again
    try:
        assert min(cost(4000), cost(4000)) < 12 * min(cost(500), cost(500)) + 0.5
    finally:
        gc.unfreeze()


def _told(text, trigger, lemma, date=None):
    """A mention from "the" before its last trigger to the end of the sentence, with its date as it stands there."""
    start = text.rindex(trigger)
    first, last = text.lower().rindex("the ", 0, start), text.index(".", start)
    at = text.index(date, start) if date else 0
    evidence = (Evidence("a", Span(at, at + len(date or ""))),)
    dated = Dated(edtf.read(date), "stated", evidence) if date else None
    return Mention("a", Span(first, last), Span(start, start + len(trigger)), lemma, trigger, "", "", dated=dated)


def _events(text, *mentions):
    annotation = Annotation(Document("a", text), split(text, "en"), mentions=mentions)
    return [[m.trigger.of(text) for m in e.mentions] for e in merge([annotation])[0]]


@pytest.mark.parametrize(
    ("text", "verb", "noun"),
    [
        ("General Obi annulled the poll. The annulment caused riots.", ("annulled", "annul"), "annulment"),
        ("The Romans occupied Gaul. The occupation lasted.", ("occupied", "occupy"), "occupation"),
        ("The miners walked out. The walkout was short.", ("walked", "walk"), "walkout"),
        ("The king lost Calais. The defeat hurt.", ("lost", "lose"), "defeat"),
    ],
)
def test_an_action_noun_takes_up_its_verb(text, verb, noun):
    start, end = text.index(verb[0]), text.index(".")
    told = Mention("a", Span(0, end), Span(start, start + len(verb[0])), verb[1], "", "", "")
    assert _events(text, told, _told(text, noun, noun)) == [[verb[0], noun]]


def test_another_source_that_says_the_same_of_another_year_tells_of_the_same_event():
    text = "The castle of Werl was burned in 1124. The annals say the castle of Werl was burned in 1121."
    first = _told(text[: text.index(".") + 1], "burned", "burn", "1124")
    assert _events(text, first, _told(text, "burned", "burn", "1121")) == [["burned", "burned"]]


def test_a_verb_that_only_gives_a_year_dates_what_was_told_before():
    text = "The bell was cast in 1662. The inscription gives 1664."
    told = (_told(text, "cast", "cast", "1662"), _told(text, "gives", "give", "1664"))
    assert _events(text, *told) == [["cast", "gives"]]


def test_a_noun_with_another_name_is_another_event():
    text = "The Battle of Leyte was won. The Battle of Cassino was lost."
    spans = [Span(m.start(), m.end()) for m in re.finditer("Battle", text)]
    assert len(_events(text, *(Mention("a", s, s, "battle", "", "", "") for s in spans))) == 2


def test_a_noun_that_its_date_names_takes_up_no_undated_event_of_another_word():
    text = "The putsch collapsed. Investors feared the crash of 2001."
    verb, noun = _told(text, "collapsed", "collapse"), _told(text, "crash", "crash", "2001")
    assert len(_events(text, verb, noun)) == 2


def test_a_noun_takes_up_a_verb_of_another_word():
    text = "The ferry sank off the island. The loss provoked an inquiry."
    sank, loss = mention(text, "The ferry sank", "sank", "sink"), mention(text, "The loss", "loss", "loss")
    assert groups(annotation(text, [sank, loss])) == [["The ferry sank", "The loss"]]


def test_a_noun_of_something_else_takes_up_nothing():
    text = "Peasants beheaded the archbishop. The killing of the sheriff was never forgiven."
    told = mention(text, "Peasants beheaded the archbishop", "beheaded", "behead")
    killing = mention(text, "The killing of the sheriff", "killing", "killing")
    assert len(groups(annotation(text, [told, killing]))) == 2


def test_another_source_that_dates_what_was_told_speaks_of_the_same_event():
    text = "The chronicle says the hall burned down in 1478. The accounts record the fire in 1481. Nobody wrote more."
    burned = mention(text, "the hall burned down in 1478", "burned", "burn", "1478")
    fire = mention(text, "the fire", "fire", "fire", "1481")
    found = [
        replace(m, dated=replace(m.dated, evidence=(Evidence("a", Span(text.index(y), text.index(y) + 4)),)))
        for m, y in ((burned, "1478"), (fire, "1481"))
    ]
    whole = Annotation(Document("a", text), split(text, "en"), mentions=tuple(found))
    assert groups(whole) == [["the hall burned down in 1478", "the fire"]]


def test_the_verb_in_the_wording_of_a_known_event_is_that_event():
    text = "In 44 BC a group of senators murdered Caesar. The assassination of Caesar saved nothing."
    found = pipeline.build([Document("a", text, language="en")])
    named = next(e for e in found.events if e.named)
    assert [m.trigger.of(text) for m in named.mentions][:2] == ["murdered", "Caesar"]
    assert not [e for e in found.events if e is not named and "murdered" in e.title]


def test_a_denied_verb_in_that_wording_is_not():
    text = "Cicero never murdered Caesar."
    found = pipeline.build([Document("a", text, language="en")])
    assert all("murdered" not in [m.trigger.of(text) for m in e.mentions] for e in found.events if e.named)
