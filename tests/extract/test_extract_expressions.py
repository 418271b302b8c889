"""Expressions, sentences and reference times: any text, order, stories old and new, numbers that are no dates."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import pipeline
from timeline.dates import edtf
from timeline.extract import anchors, expressions, sentences
from timeline.language import grammar, sieve
from timeline.model import Dated, Document, Span

LANGUAGES = ("en", "de", "fr", "es", "it", "xx")
PIECES = st.sampled_from([
    "May", "the", "14th", "of", "July", "1789,", "44", "BC", "'89", "last", "Monday", "3:30", "p.m.", "(1914-18)",
    "days", "after", ".", "\n\n", "\x00", "“", "É", "年", "c.", "1350", "3/4/98", "12,000", "winter", "1941-42",
    "year-end", "Friday's", "17. Juni 1953", "le 1er mai", "century", "'", "ago", "early", "mid-", "million", "-",
    "and", "two", "Easter", "d'hiver", "five'May", "_May", "9May", "ſpring", "14 Auguſt", "K", "vendémiaire",
    "05:30hrs", "1914–18", "3 4", "the 28th", "0430 hours", "Pluviôse", "’68", "x'May'x", "İ", "two-year", "Aprıl 3",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join))


def resolved(text, date=None, language="en"):
    found = expressions.find(text, language)
    parts = sentences.split(text, language, [e.span for e in found])
    document = Document("d", text, language=language, date=Dated(edtf.read(date), "given") if date else None)
    return anchors.resolve(document, found, parts, ())


def values(text, date=None):
    return {e.span.of(text): e.value for e in resolved(text, date)}


@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from([None, "1998-02-13", "-0043-03-15", "2023-07"]))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_expressions_in_order_and_inside(text, language, date):
    found = resolved(text, date, language)
    spans = [e.span for e in found]
    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(e.value or e.when is not None for e in found)


@pytest.mark.skipif(sieve.re2 is None, reason="google-re2 is not installed")
@given(TEXTS)
@settings(max_examples=1000, deadline=None)
def test_sieve_lets_through_all_that_the_rules_find(text):
    plain = expressions.find(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sieve, "LONG", 0)
        assert expressions.find(text) == plain


@pytest.mark.skipif(sieve.re2 is None, reason="google-re2 is not installed")
def test_sieve_lets_every_example_of_the_rows_through(monkeypatch):
    examples = [re.split("[@=]", line)[0].strip() for row in grammar.rows("en") for line in row["yes"]]
    text = "\n".join(f"They met in {x}, and on the {x}. It was {x}" for x in examples)
    sieved = expressions.find(text)
    assert len(text) > sieve.LONG
    monkeypatch.setattr(sieve, "LONG", 1 << 60)
    assert sieved == expressions.find(text)


def test_long_text_is_read_without_the_sieve_where_it_is_not_installed(monkeypatch):
    monkeypatch.setattr(sieve, "re2", None)
    sieve.sieve_of.cache_clear()
    found = expressions.find("They met on 5 May 1789. " * 1000)
    sieve.sieve_of.cache_clear()
    assert len(found) == 1000


@given(TEXTS, st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_sentences_cover_every_word_and_break_no_expression(text, language):
    found = expressions.find(text, language)
    parts = sentences.split(text, language, [e.span for e in found])
    assert list(parts) == sorted(parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    assert "".join("".join(p.of(text).split()) for p in parts) == "".join(text.split())
    assert not [e for e in found for p in parts if e.span.start < p.start < e.span.end]


def test_sentence_does_not_end_behind_the_title_of_an_old_letter():
    text = "Genl. Lee met Genl. Grant and Wm. Reed. It rained."
    assert [s.of(text) for s in sentences.split(text)] == ["Genl. Lee met Genl. Grant and Wm. Reed.", "It rained."]


def test_many_words_in_one_line_are_read_in_linear_time():
    text = (
        "In May 1940 the army of the north held the river for three days after the second of June and left " * 10_000
    )
    assert len(expressions.find(text)) == 30_000


def test_document_date_known_to_a_month_gives_honest_bounds():
    (weekday,) = resolved("He said so on Wednesday.", "2023-07")
    assert weekday.when == edtf.read("[2023-07-01..2023-07-26]") or weekday.when.width >= 25


def test_story_goes_on_in_a_history():
    text = (
        "The estates met on 5 May 1789. On 14 July the fortress fell. Three weeks later, on the night of 4 August, "
        "dues were abolished, and before the month was out the rights were declared. That October the court moved. The "
        "following year the clergy swore an oath."
    )
    found = values(text)
    assert found["14 July"] == "1789-07-14"
    assert found["the night of 4 August"] == "1789-08-04TNI"
    assert found["That October"] == "1789-10"
    assert found["The following year"] == "1790"


def test_comparison_and_bracket_do_not_move_the_story():
    text = "On 12 May 1920 came the largest battle since 1813. On 20 May (as in 1812) they left. On 3 June it rained."
    found = values(text)
    assert found["20 May"] == "1920-05-20"
    assert found["3 June"] == "1920-06-03"
    found = values("In 219 BC he took Saguntum, and with it came the war (218-201 BC); the following spring he left.")
    assert found["the following spring"] == "BC0218-SP"


def test_story_before_christ_counts_backwards():
    found = values("In 490 BC they lost. The following year they built ships. A decade earlier nobody had.")
    assert found["The following year"] == "BC0489"
    assert found["A decade earlier"] == "BC0499"


def test_year_without_its_era_is_of_the_storys():
    found = values("War broke out in 431 BC. He died of it in the autumn of 429, and a truce was sworn in 421.")
    assert found["the autumn of 429"] == "BC0429-FA"
    assert found["421"] == "BC0421"
    found = values("A fire burned in AD 64. The year 69 saw four emperors.")
    assert found["69"] == "0069"
    assert list(values("War broke out in 1431. They lost in 421, with a force of 429.")) == ["1431"]


def test_news_counts_from_the_day_of_writing_and_tense_decides():
    text = "She resigned on Monday. Parliament will vote on Monday. She came earlier this year, and left last month."
    found = [e.value for e in resolved(text, "2023-07-20")]
    assert found == ["2023-07-17", "2023-07-24", "2023", "2023-06"]


def test_earlier_this_year_ends_on_the_day_of_writing():
    (found,) = resolved("Earlier this year the agency opened a channel.", "2023-07-20")
    assert found.when is not None
    assert edtf.write(found.when) == "[2023-01-01..2023-07-20]"


def test_offset_takes_the_event_that_the_next_words_name():
    text = "Two days after 25 June 1950 the council met."
    assert [e.value for e in resolved(text)] == ["1950-06-27", "1950-06-25"]


def test_past_duration_stays_a_duration_with_bounds():
    (found,) = resolved("Prices fell over the past fortnight.", "2008-10-10")
    assert (found.type, found.value) == ("DURATION", "P2W")
    assert edtf.write(found.when) == "[2008-09-26..2008-10-10]"


def test_date_goes_on_from_the_one_beside_it_in_its_sentence():
    text = (
        "Rome made a secret pact in 1902. Encouraged by the landings of April 1915, it declared war on 23 May. Fifteen "
        "months later it declared war on Berlin."
    )
    found = values(text)
    assert found["23 May"] == "1915-05-23"
    assert found["Fifteen months later"] == "1916-08"


def test_day_moves_the_story_from_a_bare_year():
    found = values("The army, which was founded in 1805, left on 3 May 1813. On 9 June it met the enemy.")
    assert found["9 June"] == "1813-06-09"


def test_head_of_a_sentence_goes_on_and_from_to_goes_forward():
    found = values("He was crowned on 6 January 1066. In September a fleet came.")
    assert found["September"] == "1066-09"
    found = values("It stood at 3,500 in March 1965 and at 200,000 by December. In May they were beaten.")
    assert found["December"] == "1965-12"
    assert found["May"] == "1965-05"


def test_year_before_a_noun_and_since_do_not_set_the_time():
    found = values("They met on 5 May 1789. The 1614 rules were read out. On 17 June they swore.")
    assert found["17 June"] == "1789-06-17"
    found = values("He marched in 492 BC through lands held since 513 BC. The following year he sent envoys.")
    assert found["The following year"] == "BC0491"


def test_days_are_counted_from_a_date_that_is_exact():
    found = values("War was declared on 20 April 1792. So war came in 1792. The next day the army marched.")
    assert found["The next day"] == "1792-04-21"


def test_section_keeps_its_year():
    text = (
        "2003: Invasion\n\nOn 9 April the city fell. In November 2008 a square was named after it. It is busy.\n\n"
        "On 15 April the last town fell.\n"
    )
    assert values(text)["15 April"] == "2003-04-15"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("On 27 June 1950, two days after the army invaded, they met.", "two days", "1950-06-27"),
        ("The army invaded on 25 June 1950. Two days after it had invaded, they met.", "Two days", "1950-06-27"),
        ("They fought on 8 August 1918. The day after the battle he wept.", "The day", "1918-08-09"),
        ("In 220 BC he crossed. Two years later (218 BC) he won.", "Two years later", "BC0218"),
        ("They lost in 480 BC. Three years later, in 477 BC, a league was founded.", "Three years later", "BC0477"),
        ("They spent the spring and early summer of 1943 in camp.", "the spring", "1943-SP"),
        ("It began in 1941. They launched their summer offensive in June 1942.", "summer", "1942-SU"),
        ("They camped in December 1777. Over the winter many died.", "the winter", "1778-WI"),
        ("Throughout the 470s BC they fought. In the next decade they rested.", "the next decade", "BC046"),
    ],
)
def test_expression_takes_the_date_that_the_words_around_it_say(text, words, value):
    assert values(text)[words] == value


def test_year_earlier_in_a_report_on_a_quarter_is_a_quarter():
    text = "Profit rose in the third quarter from a year earlier. For the nine months it fell from a year ago."
    assert [e.value for e in resolved(text, "1989-10-26")] == ["1989-Q3", "1988-Q3", "P9M", "1988"]


def test_near_day_is_meant_whatever_the_tense():
    found = values("He hoped that the attack of Aug. 7 would be forgotten.", "1998-08-18")
    assert found["Aug. 7"] == "1998-08-07"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The deadline was moved until Tuesday.", "2000-04-04"),
        ("They said Monday that talks will go on.", "2000-04-03"),
        ("They may get around Wednesday's ruling.", "2000-03-29"),
        ("The talks begin Tuesday.", "2000-04-04"),
    ],
)
def test_weekday_of_news_lies_where_its_clause_says(text, value):
    assert [e.value for e in resolved(text, "2000-04-03")] == [value]


def test_years_back_of_an_old_story_are_counted_from_it_in_news():
    found = values("In 1980 half the West stayed away. Four years earlier still Africa had left.", "1984-05-09")
    assert found["Four years earlier"] == "1976"
    found = values("Forty years ago today they bombed the port. Three games were lost that June.", "2009-07-14")
    assert (found["Forty years ago today"], found["that June"]) == ("1969-07-14", "1969-06")


def test_weekday_of_an_obituary_is_seen_from_the_day_of_writing():
    life = "She was born on 18 July 1918, taught from 1944, was sentenced in 1964, freed in 1990 and elected in 1994."
    found = values(f"The judge, who died on Thursday, is mourned. {life} She will be buried on Sunday.", "2013-12-06")
    assert (found["Thursday"], found["Sunday"]) == ("2013-12-05", "2013-12-08")


@pytest.mark.parametrize(
    "text",
    [
        "The quake killed 300 on Tuesday. It was the worst since 1868. Aid came yesterday. The army comes on Friday.",
        "Unemployment rose last month to the highest level since April 1975. On Monday he said prices would fall.",
        "The flood of Tuesday was the worst since 1868 and the deadliest since 1875. Last week the dam broke.",
    ],
)
def test_year_that_is_only_compared_does_not_date_an_undated_report(text):
    assert all(e.when is None or e.value[:2] == "18" or e.value == "1975-04" for e in resolved(text))


def test_quarter_that_ends_on_a_day_has_the_months_before_it_and_keeps_its_number():
    text = "Its fourth quarter ended June 30 was bad, a year earlier it was good. In the quarter ended July 31 it rose."
    found = resolved(text, "1989-10-26")
    assert [e.value for e in found] == ["1989-Q4", "1989-06-30", "1988-Q4", "1989-Q2", "1989-07-31"]
    assert [edtf.write(found[n].when) for n in (0, 3)] == ["1989-34", "[1989-05..1989-07]"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("It fell to 29 from 40 in March.", "1989-03"), ("A bridge loan of six billion by February.", "1990-02")],
)
def test_month_without_a_verb_is_ahead_only_where_it_is_much_nearer(text, value):
    assert resolved(text, "1989-10-30")[-1].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met in October 1915; four days later they left.", "1915-10-XX"),
        ("They met in 1913. A week later they left.", "1913-WXX"),
        ("Born in 1799, she was in Paris in '48.", "1848"),
        ("It was built in 1859 and sold at the turn of the century.", "19"),
        ("For the first ten months of 1915 they waited. In November they left.", "1915-11"),
    ],
)
def test_value_says_no_more_than_is_known_and_lies_nearest(text, value):
    assert resolved(text)[-1].value == value


def test_words_of_histories_are_titles_and_habits_in_news():
    text = "The former king attacked at night."
    assert [e.value for e in resolved(f"In 1204 and 1207 they met. {text}")][2:] == ["PAST_REF", "XXXX-XX-XXTNI"]
    assert resolved(text, "2000-04-03") == ()


@pytest.mark.parametrize(
    "text",
    [
        "May I add something?", "It cost $1,929.", "1,066 acres were sold.", "Mr August Winter spoke.",
        "They live in Sunday Lane.", "She read Catch-22.", "They saw 2001: A Space Odyssey.",
        "The 82nd Airborne landed.",
        "Route 66 is long.", "They may march home.", "See page 1848.", "Flight 1549 landed.", "Theresa May resigned.",
        "He is 48.", "Room 1815 was empty.", "1,500 soldiers and 180 dead.", "He reads the Sunday Times.",
        "They won 3-2.", "ISBN 0-19-852663-6", "He runs Windows 2000.", "See vol. 1914, pp. 1789-1799.",
        "He watched 60 Minutes.",
        "They heard the 1812 Overture.", "The 26 July Movement won.", "He lives in 2 May Street.", "Aged 45, he left.",
    "The 1st Battalion and the 101st Airborne came.", "See pp. 1789-1799 and tel. 020 7946 1958.", "It scored 21-14.",
    "Theresa May and Mr March came.", "Women's March on Washington drew crowds.", "It has 1,500 rooms and 1,968 beds.",
    "They read USA Today.", "Resolution 1483 was passed.", "Call 555 1968 now-ish.",
    ],
)  # fmt: skip
def test_numbers_and_names_that_are_no_dates(text):
    assert [e.span.of(text) for e in resolved(text, "2000-01-01")] == []


def test_keep_is_never_broken():
    text = "He died c. 1350. It rained."
    assert [p.of(text) for p in sentences.split(text, "en", [Span(8, 15)])] == ["He died c. 1350.", "It rained."]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fall of the Berlin Wall led to a revolt, which began in Prague eight days later.", "1989-11-17"),
        ("In 1967 he was minister. The Battle of Hastings moved him. Two months later he left.", "1066-12"),
        ("On 3 May 1967, after reading of the Battle of Hastings, he left; two days later he was back.", "1967-05-05"),
    ],
)
def test_days_are_counted_from_a_known_event_that_the_story_has_come_to(text, value):
    found = pipeline.annotate(Document("a", text)).expressions
    assert found[-1].value == value
