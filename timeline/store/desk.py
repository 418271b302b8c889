"""What one person works on: a project, and the analysis of its documents kept ready for the next change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from timeline import pipeline, sources
from timeline.errors import SourceError, TimelineError
from timeline.model import Annotation, Dated, Document
from timeline.store import examples
from timeline.store.project import Project

Progress = Callable[[int, int, str], None]


class Desk:
    """An open project with its current timeline. Without a path it starts with the first example, already built."""

    def __init__(self, path: Path | None = None) -> None:
        self.project = Project(path)
        self._annotated: dict[Document, Annotation] = {}
        self.timeline = self.project.current()
        if path is None and self.project.is_new():
            self._change("opened the example", [examples.load(examples.FIRST)])
        elif self.project.is_new():
            self._change("made the project", [])

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents as they were put in: a date that we inferred ourselves is left out."""
        return tuple(_as_given(d) for d in self.timeline.documents)

    def add(self, documents: Iterable[Document], progress: Progress = lambda done, total, title: None) -> int:
        """Put documents in and build; how many are new. Examples give way to a text of one's own."""
        known = {(d.text, d.date) for d in self.documents}
        new = [d for d in documents if (d.text, d.date) not in known]
        own = any(d.source != "example" for d in new)
        kept = [d for d in self.documents if not (own and d.source == "example")]
        if new:
            titles = ", ".join(d.title or d.source or d.id for d in new[:3])
            self._change(f"added {titles}{' and others' if len(new) > 3 else ''}", _unique([*kept, *new]), progress)
        return len(new)

    def remove(self, document: str) -> None:
        """Take one document out."""
        title = next((d.title or d.id for d in self.documents if d.id == document), document)
        self._change(f"removed {title}", [d for d in self.documents if d.id != document])

    def clear(self) -> None:
        """Take everything out."""
        self._change("removed all texts", [])

    def undo(self) -> None:
        """Take the last change back."""
        self.project.undo()
        self.timeline = self.project.current()

    def _change(self, words: str, documents: Sequence[Document], progress: Progress = lambda *step: None) -> None:
        for number, document in enumerate(documents):
            if document not in self._annotated:
                progress(number, len(documents), document.title or document.id)
                self._annotated[document] = pipeline.annotate(document)
        self._annotated = {d: self._annotated[d] for d in documents}
        timeline = pipeline.link([self._annotated[d] for d in documents])
        self.project.change(words, timeline)
        self.timeline = timeline


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


def _as_given(document: Document) -> Document:
    inferred = document.date is not None and document.date.basis == "inferred"
    return replace(document, date=None) if inferred else document


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
