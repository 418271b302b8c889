"""Which event is meant: decided by what stands around a wording, clipped to the day of writing, left alone in doubt."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import edtf
from timeline.extract import expressions, sentences
from timeline.gazetteer import matcher, table
from timeline.link import references
from timeline.model import Dated, Document

CORE = table.load()


def found(text, date=None, language="en"):
    document = Document("a", text, language=language, date=Dated(edtf.read(date), "given") if date else None)
    times = expressions.find(text, language)
    parts = sentences.split(text, language, [e.span for e in times])
    return references.resolve(document, matcher.find(text, language, CORE), times, parts, CORE)


def names(text, date=None, language="en"):
    return [r.named.name for r in found(text, date, language)]


def test_a_war_that_goes_on_ends_for_its_reader_with_the_day_of_writing():
    (war,) = found("The war in Ukraine empties the schools.", "2023-07-20")
    assert edtf.write(war.when) == "2022-02-24/2023-07-20"
    (war,) = found("Nobody remembers how the war began.", "1915-01-04")
    assert edtf.write(war.when) == "1914-07-28/1915-01-04"


def test_an_open_end_stays_open_without_a_day_of_writing():
    (war,) = found("The war in Ukraine empties the schools.")
    assert war.when.latest is None


def test_nothing_is_named_that_begins_after_the_day_of_writing():
    assert names("The war in Ukraine is a civil war.", "1919-05-01") == []
    assert names("The Great War was the last.", "1910-05-01") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 1356 the Battle of Poitiers cost the king his freedom.", "Battle of Poitiers (1356)"),
        ("The Battle of Poitiers in AD 732 halted the raid.", "Battle of Tours"),
        ("In Derry the dead of Bloody Sunday were named.", "Bloody Sunday (1972)"),
        ("Croke Park remembers Bloody Sunday (1920).", "Bloody Sunday (1920)"),
        ("The 1527 sack of Rome ended an age.", "Sack of Rome (1527)"),
    ],
)
def test_year_or_place_decides_between_events_of_one_name(text, name):
    assert names(text) == [name]


def test_without_support_an_ambiguous_name_is_left_alone():
    assert names("The Battle of Poitiers was discussed.") == []
    assert names("They sang of Bloody Sunday.") == []


def test_news_means_the_event_of_its_own_weeks():
    text = "Insurers counted the cost of the San Francisco earthquake."
    assert names(text, "1989-10-30") == ["1989 Loma Prieta earthquake"]
    text = "The government of Turkey said on Saturday that it was in control after a coup attempt."
    assert names(text, "2016-07-16") == ["2016 Turkish coup attempt"]
    assert names(text, "1975-03-20") == []


def test_the_war_is_the_one_that_the_story_is_about():
    text = (
        "The Iran–Iraq War began on 22 September 1980. Iran was not ready. In 1982 Iran took back its towns, and in "
        "Iraq Saddam Hussein offered peace. The war went on for six years."
    )
    assert names(text) == ["Iran–Iraq War", "Iran–Iraq War"]


def test_the_war_of_another_time_is_not_the_famous_one():
    assert names("In 1827 the war between the two valleys ended. The war had ruined both.") == []


def test_german_workers_on_the_day_of_the_rising():
    (strike,) = found("Am 17. Juni 1953 streikten die Arbeiter in der ganzen DDR.", language="de")
    assert strike.named.name == "East German uprising of 1953"


def test_a_year_belongs_to_the_name_beside_it():
    text = "They praised the 1968 Prague Spring and the Hungarian uprising of 1956."
    assert [r.span.of(text) for r in found(text)] == ["1968 Prague Spring", "Hungarian uprising of 1956"]


def test_a_verb_of_another_year_tells_another_event():
    assert names("In 1204 Constantinople fell to the crusaders.") == []
    assert names("In May 1453 Constantinople fell.") == ["Fall of Constantinople"]


def test_in_an_undated_text_the_day_of_the_week_tells_which_event():
    assert names("Since Min Aung Hlaing and his generals seized power in Myanmar on Monday, shops are shut.") == [
        "2021 Myanmar coup d'état"
    ]
    assert names("Since some generals seized power in Myanmar on Tuesday, shops are shut.") == []


def test_the_disaster_just_named_is_told_again_by_a_verb():
    text = "The Chernobyl disaster was hidden. Two days after the reactor blew up, Sweden asked. A tyre blew up."
    assert names(text) == ["Chernobyl disaster", "Chernobyl disaster"]


def test_a_text_about_one_war_does_not_mean_another_that_it_never_names():
    text = (
        "The Iran–Iraq War began on 22 September 1980 in Iraq. The Iran–Iraq War ruined Iran, Iraq and Baghdad. Saddam "
        "Hussein of Iraq sought peace. In 2004 a mass grave of the war was opened near Baghdad in Iraq."
    )
    assert set(names(text)) == {"Iran–Iraq War"}


def test_a_campaign_of_a_year_is_no_battle_of_that_year():
    assert names("The 1941 campaign was to end before Moscow and Leningrad.") == []


def test_a_date_within_a_name_does_not_take_the_year_of_the_news():
    assert names("They mourned the dead of the September 11 attacks.", "2021-09-20") == ["September 11 attacks"]


WORDS = (
    *("the war", "In 1968", "Prague Spring", "invaded", "Poland", "\n\n", ". ", "Wall", "fell", "1929"),
    *("recalls", "🦊", "עברית", "\0"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=30).map(" ".join))
def test_any_text_gives_spans_inside_it_in_order(text):
    spans = [r.span for r in found(text, "2020-01-01")]
    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
