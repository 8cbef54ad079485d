"""Pairs that are written alike and differ only behind references: nothing changed here, only below."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node
from catalog.model.source import Json
from catalog.reading.following import KEYWORDS
from governance.compatibility.payloads.children import items, members
from governance.compatibility.payloads.flat import UNIONS, travel
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.local import Step
from governance.compatibility.payloads.pairs import Below
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.payloads.variants import name_of
from governance.compatibility.payloads.words import ANNOTATIONS
from governance.compatibility.sameness import REFERENCE, Sameness, spelled

NOT_PLAIN = frozenset((*KEYWORDS, "allOf", "discriminator", "patternProperties", "prefixItems"))
MEMBERS = ("properties", "items", "additionalProperties", *UNIONS)


def written_alike(base: Node, revision: Node, judge: Judge, sameness: Sameness, flow: Flow) -> list[Below] | None:
    """The members that differ, if nothing else can; None where the pair needs a look."""
    value = base.value
    if not isinstance(value, dict) or not _is_plain(value) or not _is_one_text(base, revision, sameness):
        return None
    if any(_refers(value[key]) for key in value.keys() - {*MEMBERS, *ANNOTATIONS} if not key.startswith("x-")):
        return None
    found = [
        below
        for below in _members(base, revision, judge, sameness, flow)
        if not sameness.same(below.base, below.revision)
    ]
    if "oneOf" in value and any(below.step.kind == "variant" for below in found):
        return None  # what fits one branch may fit two now
    sources = judge.sources
    travels = all(travel(each.base, BASE, sources) == travel(each.revision, REVISION, sources) for each in found)
    return found if travels else None


def _is_one_text(base: Node, revision: Node, sameness: Sameness) -> bool:
    text = spelled(base.value)
    return text == spelled(revision.value) and not sameness.is_read_otherwise(text)


def _is_plain(value: dict[str, Json]) -> bool:
    """A schema that is not composed, but for one union of several branches, none of them null."""
    if not NOT_PLAIN.isdisjoint(value):
        return False
    unions = [value[word] for word in UNIONS if word in value]
    return not unions or (len(unions) == 1 and _is_choice(unions[0]))


def _is_choice(union: Json) -> bool:
    return isinstance(union, list) and len(union) > 1 and all(isinstance(branch, dict) and branch for branch in union)


def _refers(value: Json) -> bool:
    return isinstance(value, dict | list) and REFERENCE.search(spelled(value)) is not None


def is_flat(value: Json) -> bool:
    """Whether nothing inside can be a reference; what is written alike is the same then."""
    return isinstance(value, dict) and not any(
        isinstance(item, dict) or (isinstance(item, list) and key not in ("enum", "required")) or key in KEYWORDS
        for key, item in value.items()
    )


def _members(base: Node, revision: Node, judge: Judge, sameness: Sameness, flow: Flow) -> Iterator[Below]:
    after = dict(members(revision, "properties"))
    for name, child in members(base, "properties"):
        if not is_flat(child.value):
            yield Below(Step("property", name), child, after[name])
    value = base.value
    assert isinstance(value, dict)
    for word, step in (("items", Step("items")), ("additionalProperties", Step("values", known=tuple(sorted(after))))):
        if isinstance(value.get(word), dict):
            yield Below(step, base.child(word), revision.child(word))
    for word in UNIONS:
        for left, right in zip(items(base, word), items(revision, word), strict=True):
            if sameness.same(left, right):
                continue
            sent = left if flow.sender == BASE else right
            guard = str(judge.sources.pin(sent, flow.sender)["$ref"])
            yield Below(Step("variant", name_of(right, REVISION, judge.sources), guard=guard), left, right)
