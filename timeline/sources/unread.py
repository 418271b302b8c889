"""What could not be read, as a value: one bad file, line or item never stops the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """A source (as the caller named it, or a part of it) and why it was not read: one line that says what to do."""

    source: str
    reason: str
