"""One page for each rule of the lifecycle: what it says, why, a change that gives it and one that does not.

The blocks are a contract before and after, as its document, or as the entry of its service's descriptor; null where it
is not there. Of three parts the middle one is what the branch had in between and has lost.
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
