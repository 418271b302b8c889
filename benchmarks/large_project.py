"""Makes a large project file of made-up texts: `python benchmarks/large_project.py FILE [DOCUMENTS] [EVENTS]`."""

import random
import sys
from pathlib import Path

from timeline.dates import when as w
from timeline.model import Dated, Document, Event, Evidence, Link, Mention, Span, Timeline
from timeline.pipeline import in_time
from timeline.store.log import Step
from timeline.store.maker import fingerprint
from timeline.store.project import Project

WHO = ["Aldric", "Berta", "Cuno", "Dagmar", "Egon", "Frieda", "Gero", "Hilde", "Ivo", "Jutta"]
DID = ["besieged", "founded", "burned", "left", "sold", "rebuilt", "visited", "blessed", "lost", "won"]
WHERE = [f"{a}{b}" for a in ("Alten", "Neuen", "Ober", "Unter", "Klein") for b in ("burg", "dorf", "stadt", "kirchen")]


def made(documents: int, events: int) -> Timeline:
    """Texts of one sentence an event, every tenth event linked with the next."""
    chance = random.Random(7)
    found, texts = [], []
    for number in range(documents):
        name, text = f"text-{number}", ""
        for _ in range(events // documents):
            who, did, where, year = (*(chance.choice(x) for x in (WHO, DID, WHERE)), chance.randint(900, 1900))
            sentence = f"{who} {did} {where} in {year}, as the annals of the place tell us with little comment. "
            span = Span(len(text), len(text) + len(f"{who} {did} {where}"))
            found.append(event(len(found), name, span, f"{who} {did} {where}", year, chance.random(), who, where))
            text += sentence
        written = Dated(w.year(1950), "given")
        texts.append(Document(name, text, f"Annals {number}", f"annals-{number}.txt", "en", written))
    links = tuple(Link(f"e{n}", f"e{n + 1}", "cause", 0.8, "made") for n in range(0, len(found) - 1, 10))
    return Timeline(tuple(texts), {}, tuple(sorted(found, key=in_time)), links)


def event(
    number: int, document: str, span: Span, title: str, year: int, salience: float, who: str, where: str
) -> Event:  # fmt: skip
    """One event with its mention."""
    dated = Dated(w.year(year), "stated", (Evidence(document, Span(span.end + 4, span.end + 8), "year"),))
    mention = Mention(document, span, span, title.split()[1], title, "event", "verb", "happened", salience, 0.9, dated,
                      None, (who,), (where,))  # fmt: skip
    return Event(f"e{number}", title, "event", "happened", salience, 0.9, (mention,), dated, None, (who,), (where,))


def main() -> None:
    """Write the file."""
    path, sizes = Path(sys.argv[1]), [int(x) for x in sys.argv[2:4]]
    timeline = made(*sizes) if sizes else made(1000, 50_000)
    project = Project(path)
    numbers = project.put(timeline.documents)
    project.append(Step("made the project", ()))
    project.keep_result(numbers, fingerprint(), timeline)
    project.append(Step("added many texts", numbers))


if __name__ == "__main__":
    main()
