"""One page for each rule of policy: what it says, why, how to set or waive it, and blocks that give it or do not.

A block is one or several files in a small, good catalog, each under a comment with its path; a block without such a
comment is the document of contract `orders`. `#! message` stands above each line that a finding is told at.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def page_names() -> tuple[str, ...]:
    """The rules that have a page, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def page_of(rule: str) -> str | None:
    """The page in Markdown; None where there is none."""
    path = FOLDER / f"{rule}.md"
    return path.read_text(encoding="utf-8") if rule in page_names() else None
