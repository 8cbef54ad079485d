"""One page for each rule: what it says, why, and a pair of documents that gives it and one that does not."""

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
