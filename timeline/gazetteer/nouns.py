"""Event nouns: which kinds of event they can name, and which can stand for one another in a name."""

# A noun of the text, and the kinds of entry that it can mean ("the Hungarian uprising", "the coup attempt").
KINDS_OF_NOUN: dict[str, frozenset[str]] = {
    noun: frozenset(kinds.split())
    for nouns, kinds in (
        ("uprising rebellion revolt rising insurrection mutiny insurgency", "uprising revolution protest coup"),
        ("revolution", "revolution uprising"),
        ("coup putsch takeover", "coup uprising revolution"),
        ("war conflict hostilities", "war campaign"),
        ("invasion intervention offensive occupation assault campaign", "war campaign battle invasion"),
        ("battle siege fighting", "battle siege campaign"),
        ("massacre killings slaughter pogrom", "massacre genocide pogrom attack"),
        ("genocide", "genocide massacre"),
        ("attack attacks bombing bombings raid shooting", "attack battle incident raid"),
        ("assassination murder killing shooting", "assassination execution"),
        ("earthquake tsunami quake eruption hurricane flood", "disaster"),
        ("disaster accident catastrophe meltdown explosion", "disaster"),
        ("famine", "famine"),
        ("plague epidemic pandemic outbreak", "epidemic"),
        ("crash panic crisis meltdown slump", "crisis crash"),
        ("treaty agreement accord accords pact peace", "treaty"),
        ("conference summit congress", "conference"),
        ("referendum vote plebiscite", "referendum"),
        ("election elections", "election"),
        ("strike walkout", "strike"),
        ("protest protests demonstrations crackdown", "protest massacre uprising revolution"),
        ("annexation seizure", "annexation war"),
        ("trial trials", "trial"),
        ("surrender capitulation armistice ceasefire", "surrender treaty"),
        ("landing landings", "battle expedition"),
        ("fire blaze", "disaster fire"),
        ("siege blockade", "siege crisis battle"),
        ("speech address", "speech"),
        ("scandal affair", "scandal trial"),
        ("aufstand volksaufstand streik streikten streiks unruhen", "uprising strike protest"),
        ("putsch putschversuch golpe putschistes golpistas", "coup"),
        ("soulèvement insurrection sublevación rivolta powstanie повстання восстание povstání", "uprising revolution"),
    )
    for noun in nouns.split()
}

_SMALL = """wars revolutions crises disturbances movement purge purges terror airlift evacuation of the and in at on
for de independence civil world cold great first second disaster launch sinking fall collapse unification"""
EVENT_NOUNS = frozenset(KINDS_OF_NOUN) | frozenset(_SMALL.split())

SYNONYMS = {
    "uprising": ("revolt", "rebellion", "rising", "insurrection"),
    "rebellion": ("revolt", "uprising", "mutiny"),
    "revolt": ("uprising", "rebellion"),
    "disaster": ("catastrophe", "accident"),
    "bombings": ("attacks", "bombing"),
    "attacks": ("attack",),
    "massacre": ("killings", "massacres"),
    "war": ("conflict",),
}
