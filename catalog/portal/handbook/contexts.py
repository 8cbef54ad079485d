"""The handbook's pages, from the files that the package ships, and those of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalog.answers.gate.pages import page_names, page_of

RULES = "rules"
"""The chapter that lists the rules, which is no file."""
DOCS = Path(__file__).resolve().parents[2] / "docs"

PARAGRAPH = "\n\n"


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
    return tuple(sorted((*found, Chapter(RULES, "Rules")), key=lambda chapter: chapter.title))


def handbook_page(name: str | None) -> HandbookPage | None:
    """A chapter, or the list of them; None where there is no such chapter."""
    if name is None:
        return HandbookPage(None, "", chapters())
    chapter = next((chapter for chapter in chapters() if chapter.name == name), None)
    if chapter is None:
        return None
    text = _rules() if name == RULES else (DOCS / f"{chapter.name}.md").read_text(encoding="utf-8")
    return HandbookPage(chapter, text, chapters())


def rule_page(rule: str) -> HandbookPage | None:
    """What is written about a rule; None where there is no such rule."""
    page = page_of(rule)
    return None if page is None else HandbookPage(Chapter(RULES, rule), page.markdown, chapters())


@cache
def _rules() -> str:
    """The list of all rules, each with the first sentence of its page."""
    told = ((rule, page.markdown) for rule in page_names() if (page := page_of(rule)) is not None)
    lines = (f"- [{rule}](/docs/rules/{rule}): {text.split(PARAGRAPH)[1].strip()}" for rule, text in told)
    return "\n".join(("# Rules\n\nEverything that Treaty may find, by name.\n", *lines))


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        first = next((line for line in lines if line.startswith("# ")), f"# {path.stem}")
    return first.removeprefix("# ").strip()
