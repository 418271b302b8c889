"""What one person works on: a project, its timeline with their edits, and what they can take back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline import pipeline, sources
from timeline.errors import SourceError, TimelineError
from timeline.model import Annotation, Dated, Document, Event, Timeline
from timeline.store import curation, examples, log
from timeline.store.curation import Curated
from timeline.store.edits import Edit
from timeline.store.log import Step
from timeline.store.maker import fingerprint
from timeline.store.project import Project

Progress = Callable[[int, int, str], None]


def _silent(done: int, total: int, title: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says of a document: title, date of writing (`None`: to be found), language (empty: to be found)."""

    id: str
    title: str
    date: Dated | None
    language: str


class Desk:
    """An open project with its current timeline. Without a path it starts with the first example, already built.

    `timeline` is what stands after all edits, `rejected` what the person took out, `is_old` whether an earlier version
    of the program built it; `version` grows with every change.
    """

    version = 0
    _built: Timeline
    _curated: Curated

    def __init__(self, path: Path | None = None, progress: Progress = _silent) -> None:
        self.project = Project(path)
        self._load(progress)
        if self._state.done or self.project.read_only:
            return
        if path is None:
            self._set("opened the example", [examples.load(examples.FIRST)], progress)
        else:
            self._set("made the project", [], progress)

    @property
    def timeline(self) -> Timeline:
        """The timeline as it stands."""
        return self._curated.timeline

    @property
    def rejected(self) -> tuple[Event, ...]:
        """Events that the person took out."""
        return self._curated.rejected

    @property
    def last_step(self) -> str:
        """What `undo` takes back, empty where there is nothing."""
        return self._state.done[-1].words if len(self._state.done) > 1 else ""

    @property
    def next_step(self) -> str:
        """What `redo` does again, empty where there is nothing."""
        return self._state.undone[-1].words if self._state.undone else ""

    def add(self, documents: Iterable[Document], progress: Progress = _silent) -> int:
        """Put documents in and build; how many are new. Examples give way to a text of one's own."""
        known = {(d.text, d.date) for d in self.documents}
        new = [d for d in documents if (d.text, d.date) not in known]
        own = any(d.source != "example" for d in new)
        kept = [d for d in self.documents if not (own and d.source == "example")]
        if new:
            names = [d.title or d.source or d.id for d in new]
            self._set(f"added {_listed(names)}", _unique([*kept, *new]), progress)
        return len(new)

    def clear(self) -> None:
        """Take everything out."""
        self._set("removed all texts", [])

    def describe(self, described: Sequence[Described], progress: Progress = _silent) -> None:
        """Correct what is known of the documents, and take out those that are not described; the edits stay."""
        known = {d.id: d for d in described}
        kept = [_corrected(d, known[d.id]) for d in self.documents if d.id in known]
        gone = [d.title or d.id for d in self.documents if d.id not in known]
        names = gone or [d.title or d.id for d in kept if d not in self.documents]
        if names:
            self._set(f"{'removed' if gone else 'changed what is known of'} {_listed(names)}", kept, progress)

    def edit(self, words: str, edits: Sequence[Edit]) -> None:
        """Keep what a person decided, as one step; `words` tell it to the one who wants to take it back."""
        if edits:
            self._append(Step(words, edits=tuple(edits)))
            self._curate()

    def undo(self, progress: Progress = _silent) -> None:
        """Take the last step back."""
        if self.last_step:
            self._move(Step("", move="undo"), progress)

    def redo(self, progress: Progress = _silent) -> None:
        """Do again what was taken back last."""
        if self.next_step:
            self._move(Step("", move="redo"), progress)

    def rebuild(self, progress: Progress = _silent) -> None:
        """Read all texts anew with this version of the program; the edits stay."""
        self._built = self._build(self._state.documents, self.documents, progress)
        self.is_old = False
        self._curate()

    def refresh(self) -> None:
        """Take in what another window did to the same file."""
        if self.project.path and self.project.stamp() != self._stamp:
            self._load(_silent)

    def _load(self, progress: Progress) -> None:
        self._stamp = self.project.stamp()
        self._steps = list(self.project.steps())
        self._state = log.state(self._steps)
        self._show(progress)

    def _set(self, words: str, documents: Sequence[Document], progress: Progress = _silent) -> None:
        """Other documents: built first, so that a step in the log always has its result."""
        numbers = self.project.put(documents)
        result = self._result(numbers, documents, progress)
        self._append(Step(words, numbers))
        self._take(documents, result)

    def _move(self, step: Step, progress: Progress) -> None:
        before = self._state.documents
        self._append(step)
        if before == self._state.documents:
            self._curate()
        else:
            self._show(progress)

    def _append(self, step: Step) -> None:
        self.project.append(step)
        self._steps.append(step)
        self._state = log.state(self._steps)

    def _show(self, progress: Progress) -> None:
        """The timeline of the documents that are there now."""
        numbers = self._state.documents
        documents = self.project.get(numbers)
        self._take(documents, self._result(numbers, documents, progress))

    def _take(self, documents: Sequence[Document], result: tuple[Timeline, str]) -> None:
        self.documents = tuple(documents)
        self._built, maker = result
        self.is_old = maker != fingerprint()
        self._curate()

    def _result(
        self, numbers: Sequence[int], documents: Sequence[Document], progress: Progress
    ) -> tuple[Timeline, str]:
        """What was built of the documents before, by whichever version, else what this one builds."""
        kept = self.project.result(numbers)
        return kept or (self._build(numbers, documents, progress), fingerprint())

    def _curate(self) -> None:
        self._curated = curation.apply(self._built, self._state.edits)
        self.version += 1

    def _build(self, numbers: Sequence[int], documents: Sequence[Document], progress: Progress) -> Timeline:
        annotations = []
        for done, (number, document) in enumerate(zip(numbers, documents, strict=True)):
            progress(done, len(documents), document.title or document.id)
            annotations.append(self._annotated(number, document))
        timeline = pipeline.link(annotations)
        if not self.project.read_only:
            self.project.keep_result(numbers, fingerprint(), timeline)
        return timeline

    def _annotated(self, number: int, document: Document) -> Annotation:
        kept = self.project.annotation(number, fingerprint())
        if kept:
            return kept
        made = pipeline.annotate(document)
        if not self.project.read_only:
            self.project.keep_annotation(number, fingerprint(), made)
        return made


def pasted(text: str, title: str = "", date: Dated | None = None) -> Document:
    """A document from text that was typed or pasted; its first line is the title where none is given.

    >>> pasted("Rome burns\\n\\nIn 64 the city burned.").title
    'Rome burns'
    """
    if not text.strip():
        raise SourceError("there is no text yet; paste an article first")
    first = text.strip().split("\n", 1)[0].strip()
    number = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Document(f"text-{number}", text, title.strip() or first[:100], "pasted", "", date)


def uploaded(files: Iterable[tuple[str, bytes]], date: Dated | None = None) -> tuple[list[Document], list[str]]:
    """The documents of some files (name, content), and a line for each file that cannot be read."""
    found: list[Document] = []
    failed = []
    for name, content in files:
        try:
            for item in sources.read_bytes(content, name):
                if isinstance(item, sources.Unread):
                    failed.append(f"{item.source}: {item.reason}")
                else:
                    found.append(item)
        except TimelineError as error:
            failed.append(str(error))
    return [replace(d, date=date) if date else d for d in found], failed


def fetched(place: str, date: Dated | None = None) -> tuple[list[Document], list[str]]:
    """The documents of a web address or a folder on this machine, and a line for each that cannot be read."""
    found: list[Document] = []
    failed = []
    for item in sources.read_all([place]):
        if isinstance(item, sources.Unread):
            failed.append(f"{item.source}: {item.reason}")
        else:
            found.append(item)
    return [replace(d, date=date) if date else d for d in found], failed


def _corrected(document: Document, said: Described) -> Document:
    title = said.title.strip() or document.title
    return replace(document, title=title, date=said.date, language=said.language)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


def _unique(documents: Sequence[Document]) -> list[Document]:
    """The same with no id twice."""
    seen: set[str] = set()
    found = []
    for document in documents:
        name, number = document.id, 2
        while name in seen:
            name, number = f"{document.id}-{number}", number + 1
        seen.add(name)
        found.append(document if name == document.id else replace(document, id=name))
    return found
