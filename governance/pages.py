"""The pages of rules: a folder of Markdown files, each named after its rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pages:
    """Those of one folder."""

    folder: Path

    def names(self) -> tuple[str, ...]:
        """The rules that have a page, sorted."""
        return _names(self.folder)

    def of(self, rule: str) -> str | None:
        """The page in Markdown; None where there is none."""
        path = self.folder / f"{rule}.md"
        return path.read_text(encoding="utf-8") if rule in self.names() else None


@cache
def _names(folder: Path) -> tuple[str, ...]:
    """Pages are part of the program: they do not change while it runs."""
    return tuple(sorted(path.stem for path in folder.glob("*.md")))
