"""The examples of the handbook's page on descriptors, by kind."""

from __future__ import annotations

import re
from pathlib import Path

from catalog.model.source import SourceDocument
from catalog.reading.read import read_source

PAGE = Path(__file__).resolve().parents[2] / "catalog" / "docs" / "descriptors.md"
BLOCK = re.compile(r"^```yaml (\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """(kind, YAML text) of every example, in the page's order."""
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def example(kind: str, position: int = -1) -> str:
    """One example of a kind; the last one unless told otherwise."""
    return [text for found, text in examples() if found == kind][position]


def document(text: str | bytes, name: str = "descriptor.yaml") -> SourceDocument:
    """A parsed YAML text."""
    return read_source(text if isinstance(text, bytes) else text.encode(), name)
