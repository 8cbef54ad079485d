"""Bytes -> SourceDocument: JSON or YAML, by what stands in the file."""

from __future__ import annotations

from catalog.errors import LimitExceeded, UnreadableDocument
from catalog.model.source import SourceDocument, SourceProblem
from catalog.reading.json_text import parse_json
from catalog.reading.limits import DEFAULT, Limits
from catalog.reading.parsed import NOT_JSON, Parsed
from catalog.reading.source_text import SourceText, decode

_LARGEST_SECOND_TRY = 4 * 1024 * 1024


def read_source(data: bytes, name: str, *, digest: str = "", limits: Limits = DEFAULT) -> SourceDocument:
    """The parsed document. `name` is what messages show; `digest` names the content, by default by its SHA-256.

    Text that starts with a bracket is read as JSON, and where that fails as YAML; all else as YAML 1.2 core. What
    reading got over (a key set twice, `012`, YAML in a `.json` file) is in `problems`.
    Raises UnreadableDocument, its place `name:line:column`, and LimitExceeded.
    """
    source = decode(data, name, limits)
    parsed = _parse(source, limits)
    return SourceDocument(name, digest, data, parsed.tree, parsed.problems)


def _parse(source: SourceText, limits: Limits) -> Parsed:
    if source.text.lstrip(" \t\r\n")[:1] not in ("{", "["):
        return _parse_yaml(source, limits)
    try:
        return parse_json(source, limits)
    except LimitExceeded:
        raise
    except UnreadableDocument as error:
        return _parse_flow(source, limits, error)


def _parse_yaml(source: SourceText, limits: Limits) -> Parsed:
    parsed = _yaml(source, limits)
    if not source.name.endswith(".json"):
        return parsed
    return _noted(parsed, source, "it does not begin with { or [")


def _yaml(source: SourceText, limits: Limits) -> Parsed:
    from catalog.reading.yaml_text import parse_yaml  # JSON has no use for it

    return parse_yaml(source, limits)


def _parse_flow(source: SourceText, limits: Limits, error: UnreadableDocument) -> Parsed:
    """Bracketed text that is no JSON: YAML in flow style, or broken."""
    is_json = source.name.endswith(".json")
    if is_json and len(source.data) > _LARGEST_SECOND_TRY:
        raise error
    try:
        parsed = _yaml(source, limits)
    except LimitExceeded:
        raise
    except UnreadableDocument:
        if is_json:
            raise error from None
        raise
    return _noted(parsed, source, f"{error.place}: {error.message}") if is_json else parsed


def _noted(parsed: Parsed, source: SourceText, why: str) -> Parsed:
    message = f"the file is named .json but only YAML readers can read it: {why}"
    return Parsed(parsed.tree, (SourceProblem(NOT_JSON, message, (), source.span(0, 0)), *parsed.problems))
