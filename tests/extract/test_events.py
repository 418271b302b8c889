"""Events: whether it happened, its date, its title, and what belongs on a timeline."""

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.model import SHOWN, Dated, Document


def mentions(text, date=None):
    dated = Dated(edtf.read(date), "given") if date else None
    return pipeline.annotate(Document("d", text, date=dated)).mentions


def mention(text, trigger, date=None):
    found = [m for m in mentions(text, date) if m.trigger.of(text) == trigger]
    assert found, f"{trigger!r} is no event in {text!r}"
    return found[0]


def day(found):
    return edtf.write(found.dated.when) if found.dated else None


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The troops crossed the river on 3 May 1915.", "crossed", "happened"),
        ("The troops never crossed the river in 1915.", "crossed", "negated"),
        ("The siege never took place.", "siege", "negated"),
        ("The troops will cross the river in 2031.", "cross", "planned"),
        ("The ministry plans to close the mine.", "close", "planned"),
        ("The march would have been cancelled.", "cancelled", "negated"),
        ("If the dam breaks, the town must be evacuated.", "evacuated", "hypothetical"),
        ("The army is withdrawing from the valley.", "withdrawing", "ongoing"),
        ("They failed to reach the summit in 1921.", "reach", "negated"),
        ("No treaty was signed in 1921.", "signed", "negated"),
        ("He did not walk free until 11 February 1990.", "walk", "happened"),
        ("They tried to escape in 1921.", "escape", "hypothetical"),
        ("The riot prompted the judge to resign in 1921.", "resign", "happened"),
        ("Elections are planned for 24 November 2019.", "Elections", "planned"),
        ("Had the vote been held at once, the crown would have been saved.", "held", "negated"),
        ("He stayed away; had he gone to the play, he would have died.", "gone", "negated"),
        ('A march of the "patient women", called for 28 May 1974, was forbidden.', "march", "negated"),
        ("The summit was postponed until May 1974.", "summit", "planned"),
    ],
)
def test_status_comes_from_tense_modality_and_negation(text, trigger, status):
    assert mention(text, trigger).status == status


@pytest.mark.parametrize("text", ["This is not the Munich Agreement.", "She rejected talk of the Munich Agreement."])
def test_a_known_event_happened_whatever_the_sentence_denies(text):
    known = next(m for m in mentions(text) if m.named)
    assert known.status == "happened"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("By the summer of 1793 the Terror had begun; from 1799 to 1814 the country obeyed a general.", "obeyed",
         "1799/1814"),
        ("By the summer of 1793 the Terror had begun; from 1799 to 1814 the country obeyed a general.", "begun",
         "[..1793-08]"),
        ("In 1815 he rose; in 1816 he lost his crown and fled.", "fled", "1816"),
        ("In 1815 he rose and fell.", "fell", "1815"),
        ("The Wall fell on 9 November 1989. That June, troops had crushed the protests.", "crushed", "1989-06"),
        ("He was born in 1871 and died in 1919.", "born", "1871"),
        ("He was born in 1871 and died in 1919.", "died", "1919"),
        ("He did not walk free until 11 February 1990.", "walk", "1990-02-11"),
        ("In the drought of 1902 he lost the flock.", "lost", "1902"),
        ("The harvest of 1902 was poor, and he lost the flock.", "lost", None),
        ("It was bombed on 31 March 1937, the day on which the general opened his offensive.", "opened", "1937-03-31"),
        ("The siege began in March 1204 and ended in April.", "siege", "1204-03/1204-04"),
        ("The war, which ended in May 1204, ruined the valley.", "war", "/1204-05"),
        ("The offensive that shook them began on 27 May 1921.", "offensive", "1921-05-27"),
        ("During a rare speech on 3 May 1921, Ada Reed, head of the office (also known as M), drew a line.", "drew",
         "1921-05-03"),
        ("It led to the treaty that the kings signed on 1 May 1865.", "treaty", "1865-05-01"),
        ("The bridge was built after the enclosure of 1702.", "enclosure", "1702"),
        ("At dawn on 16 September 1810 he rang the bell and called the people.", "called", "1810-09-16"),
        ('A march of the "patient women", called for 28 May 1974, was forbidden.', "march", "1974-05-28"),
        ("A rally planned for 4 May 1903 was banned.", "rally", "1903-05-04"),
        ("A rally planned for 4 May 1903 was banned.", "planned", None),
        ("The last great rising against his house came in December 1637 at Lorn.", "rising", "1637-12"),
        ("In May 1915 they met; by the end of September 1915 the king was dead.", "dead", "[1915-05..1915-09]"),
        ("The riot, an echo of the attack on the palace in 1921, led to arrests.", "led", None),
    ],
)  # fmt: skip
def test_a_clause_takes_the_date_that_governs_it(text, trigger, date):
    assert day(mention(text, trigger)) == date


def test_what_one_was_unable_to_do_did_not_happen():
    assert mention("Carter was unable to hold the fort in May 1902.", "hold").status == "negated"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("No aid came before the arrival in July 1780.", "arrival"),
        ("Most historians mark the fall of the Lorns in 1911 as the end.", "mark"),
        ("On 16 December 1944 Lorn massed men to split the allies, encircle large portions and take the port.",
         "encircle"),
        ("Guards marched past the federal building in Lorn on 7 January 2000, leading to the fall of Gray.", "leading"),
    ],
)  # fmt: skip
def test_what_says_too_little_alone_is_not_shown(text, trigger):
    assert mention(text, trigger).salience < SHOWN


def test_what_shares_a_verb_behind_a_preposition_keeps_it():
    text = "The court fled from Lorn on 23 April 1949 to Canton until 15 October 1949, Gray until 25 November 1949."
    assert [m.title for m in mentions(text) if m.rule == "gap"] == ["Court fled to Gray"]


@pytest.mark.parametrize(
    ("text", "trigger", "title"),
    [
        ("The soldiers left the country only in the summer of 1994.", "left", "Soldiers left the country"),
        ("The protests have gone on since June 2019.", "gone", "Protests went on"),
        ("The storming of the fort on 14 July 1789 freed seven prisoners.", "freed",
         "Storming of the fort freed seven prisoners"),
        ("On 4 August 1789 the Assembly abolished feudal dues.", "abolished", "Assembly abolished feudal dues"),
        ("He was arrested, tried and shot on 3 May 1916.", "shot", "He was shot"),
        ("He was born in London in 1812 and died in Paris in 1870.", "died", "He died in Paris"),
        ("The king himself was killed in 1870.", "killed", "King himself was killed"),
        ("Poland, Hungary and Latvia joined the pact in 1999.", "joined", "Poland, Hungary and Latvia joined the pact"),
        ("He regained control of the cities, which had rebelled in 1921.", "rebelled", "Cities rebelled"),
        ("She drew parallels between present-day Peru and the 1968 revolt.", "drew",
         "She drew parallels between Peru and the revolt"),
        ("The riot prompted the judge to resign in 1921.", "resign", "Judge resigned"),
        ("The Pentagon said that it will move.", "move", "Pentagon will move"),
        ("In 1540 the horsemen of the northern league rode against the walls of Old Lorn manned by two thousand men.",
         "rode", "Horsemen of the northern league rode against the walls of Old Lorn"),
        ("In 1540 the small fleet of the northern towns won against the galleys in the Battle of the Long Islands.",
         "won", "Small fleet of the northern towns won against the galleys"),
        ("By May 1540 most of the patrols in the hills around the old town were wiped out.", "wiped",
         "Most of the patrols in the hills around the old town were wiped out"),
        ("On 24 June 1940 Mobile Group 10 (MG10) of the union forces left the fort.", "left",
         "Mobile Group 10 of the union forces left the fort"),
        ("Founded by the monks in 1114, the town grew.", "Founded", "Town was founded by the monks"),
        ("Marching south in 1632, the king took Lorn.", "Marching", "King marched south"),
        ("Marching south in 1632, the king took Lorn", "Marching", "King marched south"),
        ("The dukes entered the war in 1411, forming a pact with Lorn.", "forming", "Dukes formed a pact with Lorn"),
        ("The train was blown up in 1921, killing twenty.", "killing", "Killing twenty"),
        ("Philip died in 1336. Alexander crossed the strait in 1340 and he took Sardis in 1341.", "took",
         "Alexander took Sardis"),
        ("Anna's parents cared for her after 1999, when she was found in a boat.", "found", "Anna was found in a boat"),
        ("The fires in Lorn and Gray last week claimed ten lives and injured forty.", "injured",
         "Fires in Lorn and Gray injured forty"),
        ("In 1480 the army of Xerxes, after four years of work, crossed into Europe.", "crossed",
         "Army of Xerxes crossed into Europe"),
        ("In May 2008 the army - backed by allies - launched an offensive in Mosul.", "launched",
         "Army launched an offensive in Mosul"),
        ("Two days after relieving the siege in 1936, Duke Henry proclaimed himself king.", "relieving",
         "Duke Henry relieved the siege"),
        ("In 1907 bankers of old families in the eastern towns agreed on very carefully guarded arrangements.",
         "agreed", "Bankers of old families in the eastern towns agreed on very carefully guarded…"),
        ("Gray camped in 1776. Cornwall' position was bad, and he surrendered on 19 October 1781.", "surrendered",
         "Cornwall surrendered"),
        ("In 1965 \"Red Thunder\" deluged the north with bombs.", "deluged",
         "Red Thunder deluged the north with bombs"),
        ("The Lorn Campaign of late 1948 and early 1949 secured the coast.", "secured",
         "Lorn Campaign secured the coast"),
        ("After repelling an attack at White Marsh, Washington and his army camped at Lorn in 1777.", "camped",
         "Washington and his army camped at Lorn"),
        ("In 1775 he marched north, taking the fort on 2 November and capturing Lorn on 13 November.", "capturing",
         "He captured Lorn"),
        ("Slee, 52, and the father of four boys, was shot in 1998.", "shot", "Slee was shot"),
        ("In 1952 Gray launched attacks, breaking off only when a battalion came.", "breaking", "Gray broke off"),
        ("The defenders faced few, but tenacious, soldiers at Lorn in 1951.", "faced",
         "Defenders faced few, but tenacious, soldiers at Lorn"),
        ("Mole was killed on 3 June 1937, and in early July, despite the fall of Lorn, they left.", "killed",
         "Mole was killed"),
        ("In 1938 they made a move to recapture Lorn.", "made", "They made a move to recapture Lorn"),
        ("In August 1954 began Operation Freedom.", "began", "Operation Freedom began"),
        ("The year 1950 also marked the first time that napalm was used in Lorn.", "marked",
         "First time that napalm was used in Lorn"),
        ("In 1952 they attacked the town, forcing the French to withdraw to Lorn.", "withdraw",
         "French withdrew to Lorn"),
        ("The bank launched a scheme to try and get people to save.", "launched",
         "Bank launched a scheme to try and get people to save"),
        ("They asked for help, which Lorn provided, in 1396.", "provided", "Lorn provided help"),
        ("The quarrel between Lorn and Gray would lead in 1431 to war.", "lead",
         "Quarrel between Lorn and Gray led to war"),
        ("In July 1861 a march by loyal troops on the rebel forces there was halted in the battle.", "halted",
         "March by loyal troops on the rebel forces was halted in the battle"),
        ("Joint attacks in the valley and at Cherry Hill in 1778 provoked Gray to send an army.", "provoked",
         "Joint attacks in the valley and at Cherry Hill provoked Gray to send an army"),
        ("Raids on the coast were repulsed in 1862 and a campaign to take the port succeeded in 1863.", "repulsed",
         "Raids on the coast were repulsed"),
        ("Raids on the coast were repulsed in 1862 and a campaign to take the port succeeded in 1863.", "succeeded",
         "Campaign succeeded"),
        ("The towns responded in 1497 with an attack aimed at the river.", "responded",
         "Towns responded with an attack aimed at the river"),
        ("In April 1782 a victory by Reed's fleet over the great Admiral de Lorn and his men frustrated the king.",
         "frustrated", "Victory by Reed's fleet frustrated the king"),
        ("He attacked in 1920 in an attempt to take advantage of recent Red Army defeats.", "attacked",
         "He attacked in an attempt to take advantage of Red Army defeats"),
        ("Reed's Don Army went north in 1919 but there they were beaten by Gray on 24 October 1919.", "beaten",
         "Reed's Don Army were beaten by Gray"),
        ("In June 1940 the Armed Forces invaded and occupied the Green Islands.", "invaded",
         "Armed Forces invaded and occupied the Green Islands"),
        ("In China, the Lorns were having greater successes, having finally captured Gray in June 1944.", "captured",
         "Lorns captured Gray"),
        ("In June 1940 Lorn was divided into northern and southern zones, and a rump under the duke.", "divided",
         "Lorn was divided into northern and southern zones"),
        ("By 1941 Lorn found itself engaged in sustained, if undeclared, warfare.", "found",
         "Lorn found itself engaged in sustained, if undeclared, warfare"),
        ("By 1941 the army had reclaimed all the gains the Reds and Blues had made.", "reclaimed",
         "Army reclaimed all the gains the Reds and Blues had made"),
        ("The forces began attacks, and in quick succession recaptured the peninsula in 1988.", "recaptured",
         "Forces recaptured the peninsula"),
        ("Traffic jumped 14% in the third quarter of 1988, while profit fell.", "jumped", "Traffic jumped 14%"),
        ("Arsenals were raided and 90% of the supply (2 million pounds) was imported in 1776.", "imported",
         "90% of the supply was imported"),
        ("In May 1990 Lorn spoke at the League of Fruit Exporting Towns.", "spoke",
         "Lorn spoke at the League of Fruit Exporting Towns"),
        ("No aid came until the arrival in July 1780 of a large force.", "arrival", "Arrival of a large force"),
    ],
)  # fmt: skip
def test_a_title_says_who_did_what_without_its_date(text, trigger, title):
    assert mention(text, trigger).title == title


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("In December 1946 Ho was forced to evacuate the capital.", "forced"),  # he evacuated it
        ("Rome and Carthage made peace in 241 BC.", "peace"),
        ("They conquered the land in a brief campaign in 1939.", "campaign"),
        ("On Saturday, 5 December 1998, the minister said that all is well.", "said"),
        ("In 1918 the Republic of Lorn bordering the old empire was founded.", "bordering"),
        ("In 1777 the general concentrated on capturing Lorn.", "capturing"),
        ("If the town could be taken, the road to Lorn would be exposed in 1976.", "exposed"),
        ("480 BC: Thrace, Macedonia and Thessaly", "Thessaly"),
        ("In 1946 the duke ordered its dissolution.", "dissolution"),
        ("By 16 January 1951 they had lost 500 captured.", "captured"),
        ("This type of weapon was supplied by Lorn in 1951.", "supplied"),
        ("On 1 May 1998 helicopters are flying over Lorn today trying to find people.", "trying"),
        ("He was asked to speak before the Committee on Government Reform on Feb. 10, 2000.", "Reform"),
        ("In a speech made to Congress on September 10, 2007, he asked for time.", "Congress"),
    ],
)
def test_what_tells_nothing_of_its_own_is_not_shown(text, trigger):
    assert not [m for m in mentions(text) if m.trigger.of(text) == trigger and m.salience >= SHOWN]


def test_what_only_says_that_an_event_was_is_not_shown_beside_it():
    text = "German reunification came on 3 October 1990."
    assert mention(text, "reunification").salience >= SHOWN > mention(text, "came").salience


def test_a_saying_weighs_less_than_a_deed():
    text = "On 3 May 1915 the general said that he had crossed the river."
    told = "On 3 May 1915 the general crossed the river."
    assert mention(text, "said").salience < mention(told, "crossed").salience


def test_events_that_share_a_verb_have_dates_and_titles_of_their_own():
    text = "Aleppo fell on 30 November 2024, Hama on 5 December and Homs in the small hours of 8 December."
    told = [(m.title, day(m)) for m in mentions(text) if m.lemma == "fall"]
    assert told == [("Aleppo fell", "2024-11-30"), ("Hama fell", "2024-12-05"), ("Homs fell", "2024-12-08")]


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("A fire broke out on Thursday. Hundreds fled their homes, the mayor said.", "fled", "2016-12-22"),
        ("A fire broke out on Thursday. It had been warned of.", "warned", "[..2016-12-24]"),
        ("The mayor said on Friday that he was sorry. The war has killed thousands.", "killed", "[..2016-12-24]"),
        ("The mayor spoke on Friday, a day after crowds stormed the hall.", "stormed", "[..2016-12-23]"),
    ],
)
def test_a_report_speaks_of_the_day_that_it_told_last(text, trigger, date):
    assert day(mention(text, trigger, "2016-12-24")) == date


def test_what_goes_on_on_the_day_of_writing_is_ongoing():
    text = "The war in Ukraine has made enemies of brothers."
    assert [m.status for m in mentions(text, "2023-07-20") if m.named] == ["ongoing"]
    assert [m.status for m in mentions("The Suez Crisis made enemies.", "2023-07-20") if m.named] == ["happened"]


def test_a_line_of_a_chronicle_has_the_date_that_it_begins_with():
    text = "1789 - Storming of the hall\n1793: A new hall\n3 May 1801 – The bridge is opened.\n1848 Unrest in the town"
    told = [(m.title, day(m)) for m in mentions(text)]
    assert told == [
        ("Storming of the hall", "1789"), ("A new hall", "1793"), ("Bridge is opened", "1801-05-03"),
        ("Unrest in the town", "1848"),
    ]  # fmt: skip


def test_annals_date_what_follows_their_years():
    text = "536. In this year the sun was dark; in December the river froze.\n540. The king took Antioch and burned it."
    assert day(mention(text, "took")) == day(mention(text, "burned")) == "0540"
    assert day(mention(text, "froze")) == "0536-12"


@pytest.mark.parametrize("text", ["1. He came.\n2. She left.", "They had\n1500 horses.", "It cost\n300 Pounds."])
def test_numbers_at_the_beginning_of_a_line_are_no_years(text):
    assert not any(m.dated for m in mentions(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lovelace (10 December 1815 - 27 November 1852) wrote it.",
         [("Birth of Ada Lovelace", "1815-12-10"), ("Death of Ada Lovelace", "1852-11-27")]),
        ("Hannah Arendt (1906–1975) taught.", [("Birth of Hannah Arendt", "1906"), ("Death of Hannah Arendt", "1975")]),
        ("Clara Zetkin (born 1857) spoke.", [("Birth of Clara Zetkin", "1857")]),
        ("Hannah Arendt (d. 1975) taught.", [("Death of Hannah Arendt", "1975")]),
        ("The Third Republic (1870–1940) fell.", []),
        ("Prague Castle (1870–1929) was built.", []),
    ],
)  # fmt: skip
def test_life_dates_stand_in_brackets_behind_the_name_of_a_person(text, expected):
    assert [(m.title, day(m)) for m in mentions(text) if m.rule == "life-dates"] == expected


def test_a_date_in_brackets_does_not_date_the_clause_around_it():
    assert day(mention("Hannah Arendt (1906–1975) taught in New York.", "taught")) is None


@pytest.mark.parametrize(
    ("text", "trigger", "bounds"),
    [
        ("Officials denied the takeover, the minister said.", "takeover", "[..2023-07-20]"),
        ("The crisis worries the capital, the minister said.", "crisis", "../.."),
        ("The planned visit of the pope worries the capital, the minister said.", "visit", "[2023-07-20..]"),
        ("Leaving the hall, the minister said nothing was lost.", "Leaving", "2023-07-20"),
        ("The agency quoted witnesses as saying so, the minister said.", "saying", "2023-07-20"),
    ],
)
def test_what_has_no_date_has_the_bounds_that_tense_and_the_day_of_a_report_leave(text, trigger, bounds):
    found = mention(text, trigger, "2023-07-20")
    assert (day(found), found.dated.basis) == (bounds, "inferred")


def test_a_noun_of_a_history_without_a_day_of_writing_stays_undated():
    assert mention("The takeover changed nothing.", "takeover").dated is None


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("uk", "Повстання почалося 21 листопада 1918 року, а через три дні місто впало.",
         [("Повстання почалося", "1918-11-21"), ("А місто впало", "1918-11-24")]),
        ("it", "La marcia si svolse il 28 ottobre 1922. L’anno seguente il re fuggì.",
         [("La marcia si svolse", "1922-10-28"), ("Il re fuggì", "1923")]),
        ("de", "Der Streik war lang; Ende September 1923 brach er ab.",
         [("Der Streik war lang", None), ("Brach er ab", "[1923-09-21..1923-09-30]")]),
    ],
)  # fmt: skip
def test_parts_of_sentences_have_their_dates_where_no_tagger_knows_the_language(language, text, found):
    told = pipeline.annotate(Document("d", text, language=language)).mentions
    assert [(m.title, day(m)) for m in told] == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Полёт, намеченный на 1968 год, не состоялся."),
        ("de", "Die Konferenz, für Mai 1913 geplant, fand nie statt."),
        ("fr", "La visite prévue pour mai 1913 n’eut pas lieu."),
    ],
)
def test_what_did_not_happen_is_not_told_as_if_it_had_in_other_languages(language, text):
    assert [m.status for m in pipeline.annotate(Document("d", text, language=language)).mentions] == ["negated"]
