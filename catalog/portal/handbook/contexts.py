"""The handbook's pages, from the files that the package ships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the handbook by the name of its file."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """A chapter's text in Markdown, and all chapters."""

    chapter: Chapter | None
    text: str
    chapters: tuple[Chapter, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters by title."""
    found = (Chapter(path.stem, _title(path)) for path in DOCS.glob("*.md"))
    return tuple(sorted(found, key=lambda chapter: chapter.title))


def handbook_page(name: str | None) -> HandbookPage | None:
    """A chapter, or the list of them; None where there is no such chapter."""
    if name is None:
        return HandbookPage(None, "", chapters())
    chapter = next((chapter for chapter in chapters() if chapter.name == name), None)
    if chapter is None:
        return None
    return HandbookPage(chapter, (DOCS / f"{chapter.name}.md").read_text(encoding="utf-8"), chapters())


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        first = next((line for line in lines if line.startswith("# ")), f"# {path.stem}")
    return first.removeprefix("# ").strip()
