"""The log of a project: what was done, step by step, only ever added to; taking back is a step too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from timeline.store.edits import Edit


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a person did: other documents (their numbers in the project), or edits; `words` tell it."""

    words: str
    documents: tuple[int, ...] | None = None
    edits: tuple[Edit, ...] = ()
    move: Literal["do", "undo", "redo"] = "do"


@dataclass(frozen=True, slots=True)
class State:
    """Where the log has led: the steps that stand, and those taken back, the next one to come again last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def documents(self) -> tuple[int, ...]:
        """The documents that are there now."""
        return next((s.documents for s in reversed(self.done) if s.documents is not None), ())

    @property
    def edits(self) -> list[Edit]:
        """All edits that stand, in order."""
        return [edit for step in self.done for edit in step.edits]


def state(steps: Iterable[Step]) -> State:
    """What the steps add up to. The first step, which began the project, cannot be taken back.

    >>> found = state([Step("began", ()), Step("added", (1,)), Step("", move="undo")])
    >>> found.documents, [s.words for s in found.undone]
    ((), ['added'])
    """
    done: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        if step.move == "undo" and len(done) > 1:
            undone.append(done.pop())
        elif step.move == "redo" and undone:
            done.append(undone.pop())
        elif step.move == "do":
            done.append(step)
            undone.clear()
    return State(tuple(done), tuple(undone))

