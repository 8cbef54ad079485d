"""What the keywords at a place were and are: `type integer → number`, `enum +blue`, `maxLength none → 22`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from catalog.answers.comparison.answer import DiffAnswer
from catalog.answers.comparison.places import written_at
from catalog.model.source import Json
from governance.findings import Finding

WORDS = frozenset(("description", "title", "summary", "example", "examples", "properties", "externalDocs", "xml"))
MOST, LONGEST = 3, 60
_JSON = json.JSONEncoder(ensure_ascii=False)


def difference(finding: Finding, answer: DiffAnswer) -> str:
    """The keywords that differ, at most three; empty where one side says nothing there or more than keywords do."""
    before = written_at(answer.base, finding.pointers.base)
    after = written_at(answer.revision, finding.pointers.revision)
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    before, after = _beside_reference(before, after)
    found = [*_of_type(before, after), *_others(before, after)]
    told = found[:MOST]
    return ", ".join(told if len(told) == len(found) else [*told, "…"])


def _beside_reference(before: dict[str, Json], after: dict[str, Json]) -> tuple[dict[str, Json], dict[str, Json]]:
    """Where one side says more beside a reference, and the other is what it leads to: that alone."""
    if ("$ref" in before) == ("$ref" in after):
        return before, after
    told = (before if "$ref" in before else after).keys() - {"$ref"}
    one, other = ({word: side[word] for word in side if word in told} for side in (before, after))
    return one, other


def _of_type(before: dict[str, Json], after: dict[str, Json]) -> Iterator[str]:
    for word in ("type", "enum", "required", "oneOf", "anyOf"):
        old, new = before.get(word), after.get(word)
        if old == new or (word != "enum" and old is None and new is None):
            continue
        if isinstance(old, list) and isinstance(new, list):
            yield " ".join(
                [word, *(f"-{_short(v)}" for v in _without(old, new)), *(f"+{_short(v)}" for v in _without(new, old))]
            )
        else:
            yield f"{word} {_short(old)} → {_short(new)}"


def _without(values: list[Json], others: list[Json]) -> list[Json]:
    return [value for value in values if value not in others][:5]


def _others(before: dict[str, Json], after: dict[str, Json]) -> Iterator[str]:
    said = {"type", "enum", "required", "oneOf", "anyOf"}
    for word in sorted(before.keys() | after.keys()):
        if word in said or word in WORDS or word.startswith("x-") or before.get(word) == after.get(word):
            continue
        yield f"{word} {_short(before.get(word))} → {_short(after.get(word))}"


def _short(value: Json) -> str:
    if value is None:
        return "none"
    if isinstance(value, dict) and isinstance(value.get("$ref"), str):
        return str(value["$ref"]).rpartition("/")[2]
    text = value if isinstance(value, str) else str(value) if type(value) is int else _JSON.encode(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
