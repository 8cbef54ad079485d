"""YAML 1.2 core text -> tree; the same answer with yaml_rs and without."""

from __future__ import annotations

from catalog.reading.limits import Limits, over
from catalog.reading.parsed import Parsed
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_plain import NotPlain, parse_plain


def parse_yaml(source: SourceText, limits: Limits) -> Parsed:
    """Tree and problems. Raises UnreadableDocument with the place, LimitExceeded."""
    if source.data.count(b"\n") + source.data.count(b",") + source.data.count(b"\r") > limits.nodes:
        raise over("nodes", limits.nodes, place=f"{source.name}:1:1")
    try:
        return Parsed(parse_plain(source, limits))
    except NotPlain:
        from catalog.reading.yaml_build import build  # plain text, that is nearly every one, has no use for it

        return build(source, limits)
