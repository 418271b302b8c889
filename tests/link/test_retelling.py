"""Coreference in a story: reports of one happening share their events, look-alikes and other speakers do not."""

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.link.coreference import merge
from timeline.link.stories import stories
from timeline.model import Dated, Document

FIRE = (
    "A fire destroyed the Harwell paper mill in Skelby. Two workers of the mill died in the flames.",
    "The Harwell mill in Skelby burned down. The blaze killed two workers, the Skelby fire brigade said.",
)
OTHER = "Voters in Amarant rejected a new bridge over the Lune. The mayor of Amarant resigned."


def annotated(*texts, dates=()):
    written = [Dated(edtf.read(d), "given") for d in dates] or [None] * len(texts)
    pairs = enumerate(zip(texts, written, strict=True))
    return [pipeline.annotate(Document(f"d{n}", text, date=date, language="en")) for n, (text, date) in pairs]


def joined(*texts, dates=()):
    """The words of each event that more than one mention tells of."""
    found = annotated(*texts, dates=dates)
    by_id = {a.document.id: a.document.text for a in found}
    events = merge(found)[0]
    return [[m.trigger.of(by_id[m.document]) for m in e.mentions] for e in events if len(e.mentions) > 1]


def test_reports_of_one_happening_are_one_story():
    told = stories(annotated(*FIRE, OTHER))
    assert told["d0"] == told["d1"] != told["d2"]


def test_two_quakes_in_the_same_words_stay_two():
    quakes = (
        "An earthquake struck Tolmar in the Vesna valley. The earthquake in Tolmar damaged the Vesna dam.",
        "The earthquake in Tolmar damaged the dam in the Vesna valley and the church of Tolmar.",
        "An earthquake struck Iskel on the Perun coast. The earthquake in Iskel damaged the Perun harbour.",
        "The earthquake in Iskel damaged the harbour on the Perun coast and the market of Iskel.",
    )
    sources = [{m.document for m in e.mentions} for e in merge(annotated(*quakes))[0]]
    assert {"d0", "d1"} in sources
    assert {"d2", "d3"} in sources
    assert not [s for s in sources if s & {"d0", "d1"} and s & {"d2", "d3"}]


def test_reports_share_an_event_by_its_word_or_a_like_one():
    assert ["fire", "burned", "blaze"] in joined(*FIRE)


def test_winner_and_loser_tell_of_one_match():
    found = joined("Rovers beat Albion in the cup final in Dunmore.", "Albion lost to Rovers in the Dunmore cup final.")
    assert found == [["beat", "lost"]]


def test_two_speakers_say_two_things():
    one = "Ilse Brandt said the Skelby mill was unsafe. The Skelby mill in Harwell burned down."
    other = "Omar Haddad said the Skelby mill was safe. The Skelby mill in Harwell burned down."
    assert ["said", "said"] not in joined(one, other)


def test_one_speaker_says_one_thing_in_two_reports():
    one = "A fire closed the Harwell mill in Skelby, firefighters said."
    other = "Firefighters said the Harwell mill in Skelby was closed by a fire."
    assert ["said", "said"] in joined(one, other)


def test_a_name_that_the_other_report_knows_parts_nothing():
    one = "The fire in Skelby lasted a day. It closed the Harwell mill, the oldest of Yorland."
    other = "A fire in Yorland closed the Harwell mill in Skelby."
    assert ["fire", "fire"] in joined(one, other)
    assert ["fire", "fire"] not in joined(one, "A fire in Perun closed the Harwell mill in Ostrow.")


def test_what_one_report_only_supposes_the_next_one_tells():
    one = "The Skelby council may close the Harwell bridge."
    assert ["close", "closed"] in joined(one, "The Skelby council closed the Harwell bridge.")


def test_other_days_are_other_events():
    one = "Police arrested a man in Skelby on 3 May 2011 over the Harwell mill fire."
    other = "Police arrested a man in Skelby on 9 May 2011 over the Harwell mill fire."
    assert ["arrested", "arrested"] not in joined(one, other)
    assert ["arrested", "arrested"] in joined(one, one.replace("a man", "one man"))


@pytest.mark.parametrize(
    "text",
    [
        "Raiders sacked Norwell. The raiders rested. They sacked Eastham before the winter.",
        "The abbot sent a letter. The second fire of that year spared the barn, the first fire had not.",
    ],
)
def test_one_text_alone_tells_of_another_event_in_the_same_word(text):
    found = joined(text)
    assert ["sacked", "sacked"] not in found
    assert ["fire", "fire"] not in found


def test_what_was_planned_has_happened_in_the_next_report():
    one = "The Skelby council will close the Harwell bridge."
    other = "The Skelby council closed the Harwell bridge."
    assert ["close", "closed"] in joined(one, other)


def test_the_order_of_the_texts_changes_nothing():
    found = annotated(*FIRE, OTHER)
    there = {tuple(sorted((m.document, m.trigger) for m in e.mentions)) for e in merge(found)[0]}
    back = {tuple(sorted((m.document, m.trigger) for m in e.mentions)) for e in merge(found[::-1])[0]}
    assert there == back
