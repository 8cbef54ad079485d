"""Which part of a document a finding stands in: the shared component, and the way from there."""

from __future__ import annotations

from catalog.model.pointer import parse_pointer, split_pointer
from catalog.model.source import Pointer
from governance.findings import Finding

SHARED = {"schemas", "definitions", "parameters", "responses", "headers", "requestBodies", "messages", "examples"}


def shared_part(finding: Finding) -> str | None:
    """The component, or the other document, that the change stands in; None for what stands at one operation."""
    for text in (finding.pointers.revision, finding.pointers.base):
        if text is not None:
            name, pointer = split_pointer(text)
            found = _component(parse_pointer(pointer))
            if found:
                return f"{name} {found}".strip()
            if name:
                return name
    return None


def _component(pointer: Pointer) -> str:
    start = 1 if pointer[:1] == ("components",) else 0
    if len(pointer) < start + 2 or pointer[start] not in SHARED:
        return ""
    noun = {"definitions": "schema", "requestBodies": "request body"}.get(str(pointer[start]))
    return f"{noun or str(pointer[start]).removesuffix('s')} {pointer[start + 1]}"


STEPS = {"items": "[]", "additionalProperties": "{}"}


def path_below(finding: Finding) -> str:
    """`tiers[].amount`: the way from the component to the place, by the names that people know."""
    text = finding.pointers.revision if finding.pointers.revision is not None else finding.pointers.base
    pointer = parse_pointer(split_pointer(text or "")[1])
    start = 3 if pointer[:1] == ("components",) else 2 if pointer[:1] == ("definitions",) else 0
    path, tokens = "", iter(pointer[start:])
    for token in tokens:
        if token in ("properties", "patternProperties"):
            path += f".{next(tokens, '')}"
        else:
            path += STEPS.get(str(token), "")
    return path.removeprefix(".")


def said(finding: Finding) -> tuple[str, str]:
    """The place that a message begins with, empty where it begins with none, and the sentence about it."""
    place, colon, rest = finding.message.partition(": ")
    return (place, rest) if colon and finding.address.endswith(place) else ("", finding.message)
