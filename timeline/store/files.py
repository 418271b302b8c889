"""Files are replaced whole: a reader sees the old one or the new one, never a half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from timeline.errors import ProjectError


def write_whole(path: Path, text: str) -> None:
    """Write UTF-8 text under a temporary name beside `path`, then rename; raises ProjectError where that fails."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with open(handle, "w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            file.write(text)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise ProjectError(f"{path}: cannot be written ({error.strerror}); choose another place with -o") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
