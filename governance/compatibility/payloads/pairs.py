"""One pair of schemas, in one direction: what stands beside what in it, and which pairs lie below it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.frozen import dataclass
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.beside import as_seen, loses_names
from governance.compatibility.payloads.declared import declared, is_patterned, with_demanded
from governance.compatibility.payloads.flat import UNIONS, Flat, as_union, flatten, is_bare_union, with_null
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.local import Matched, Step
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.payloads.variants import Variants, match_variants
from governance.compatibility.payloads.words import says_nothing
from governance.compatibility.schema.rewrites import tagged

ASSERTED_FORMATS = frozenset(
    (
        "date", "date-time", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
        "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer",
        "relative-json-pointer", "regex", "int32", "int64", "byte",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Local:
    """A change at one place of a pair. `demand` is what the receiver now says there that some sent value violates."""

    kind: str
    steps: tuple[Step, ...] = ()
    base: Node | None = None
    revision: Node | None = None
    facts: tuple[tuple[str, str], ...] = ()
    demand: Json = None
    value: Json = None


@dataclass(frozen=True, slots=True)
class Below:
    """A pair of members that both sides have."""

    step: Step
    base: Node
    revision: Node


@dataclass(frozen=True, slots=True)
class Both:
    """A pair, flattened, with what was matched in it."""

    base: Flat
    revision: Flat
    matched: Matched
    variants: Variants

    def side(self, name: str) -> Flat:
        return self.base if name == BASE else self.revision


def pair_of(base: Node, revision: Node, judge: Judge, flow: Flow) -> Both:
    """Flatten both and match their members."""
    before, after = flatten(base, BASE, judge.sources), flatten(revision, REVISION, judge.sources)
    before, after = (
        with_demanded(before, after, BASE, judge.sources),
        with_demanded(after, before, REVISION, judge.sources),
    )
    before, after, variants = _matched(before, after, judge, flow)
    sent, received = (before, after) if flow.sender == BASE else (after, before)
    if received.keyword("unevaluatedProperties") is not None and loses_names(received, variants.pairs, judge, flow):
        variants = Variants()
    shared = frozenset(before.properties) & frozenset(after.properties)
    matched = Matched(
        shared | _unjudged(sent, received, flow, judge) | _unheard(sent, received, variants.matched),
        before.items is not None and after.items is not None and len(before.prefix) == len(after.prefix),
        before.values is not None and after.values is not None and before.families.keys() == after.families.keys(),
        variants.matched,
        opaque_format(after) or (opaque_format(before) and after.keyword("format") not in ASSERTED_FORMATS),
        frozenset(before.families) & frozenset(after.families),
        min(len(before.prefix), len(after.prefix)),
    )
    return Both(before, after, matched, variants)


def _unjudged(sent: Flat, received: Flat, flow: Flow, judge: Judge) -> frozenset[str]:
    """Properties of the receiver alone that no sent value can violate, or whose violation is told, not judged."""
    alone = frozenset(received.properties) - frozenset(sent.properties)
    if alone and _allows_anything(sent):
        return frozenset(name for name in alone if not is_patterned(name, sent, judge, flow))
    silent = judge.tolerances.undeclared_properties and not _says_more(sent)
    return alone - declared(sent, flow.sender, judge.sources).keys() if silent else frozenset()


def _matched(before: Flat, after: Flat, judge: Judge, flow: Flow) -> tuple[Flat, Flat, Variants]:
    """The variants of two unions; what stands on one side where the other has a union is one of its variants, if it
    is known which."""
    sources = judge.sources
    if (before.union is None) == (after.union is None):
        if before.null != after.null:
            before, after = with_null(before, BASE, sources), with_null(after, REVISION, sources)
        return before, after, match_variants(before, after, sources, partial(judge.equal, flow=flow, hoped=True))
    one, other = before, after
    if before.union is None and is_bare_union(after):
        one, other = as_union(before, BASE, sources), with_null(after, REVISION, sources)
    elif after.union is None and is_bare_union(before):
        one, other = with_null(before, BASE, sources), as_union(after, REVISION, sources)
    variants = match_variants(one, other, sources, lambda *_: False)
    return (one, other, variants) if variants.matched else (before, after, Variants())


TAGGED = "(tagged)"
"""The token of a variant with what its discriminator says of it."""
HEARD = ("additionalProperties", "patternProperties", "unevaluatedProperties", "not", "if", "dependentSchemas")


def _unheard(sent: Flat, received: Flat, union: bool) -> frozenset[str]:
    """Properties of the sender alone whose values the receiver says nothing about."""
    words = HEARD if union else (*HEARD, *UNIONS)
    heard = any(received.keyword(word) not in (None, True) for word in words)
    return frozenset() if heard else frozenset(sent.properties) - frozenset(received.properties)


def _says_more(sent: Flat) -> bool:
    """Whether members come that no name declares."""
    words = ("additionalProperties", "patternProperties", "unevaluatedProperties")
    return any(sent.keyword(word) not in (None, False) for word in words)


def _allows_anything(sent: Flat) -> bool:
    """Members of any name and value may be sent: what the receiver makes of one of them is told, not judged."""
    explicit = sent.keyword("additionalProperties")
    if explicit is None:
        return not sent.properties and sent.union is None and sent.keyword("patternProperties") is None
    return says_nothing(explicit)


def opaque_format(flat: Flat) -> bool:
    """Whether a format is named that no validator asserts."""
    named = flat.keyword("format")
    return isinstance(named, str) and named not in ASSERTED_FORMATS


def below(both: Both, judge: Judge, flow: Flow) -> Iterator[Below]:
    """The pairs of members."""
    for name in sorted(both.base.properties.keys() & both.revision.properties.keys()):
        yield Below(Step("property", name), both.base.properties[name], both.revision.properties[name])
    for pattern in sorted(both.matched.families):
        yield Below(Step("pattern", pattern), both.base.families[pattern], both.revision.families[pattern])
    for index, pair in enumerate(zip(both.base.prefix, both.revision.prefix, strict=False)):
        yield Below(Step("item", index=index), *pair)
    if both.matched.items and both.base.items is not None and both.revision.items is not None:
        yield Below(Step("items", index=len(both.base.prefix)), both.base.items, both.revision.items)
    if both.matched.values and both.base.values is not None and both.revision.values is not None:
        known = tuple(sorted({*both.base.properties, *both.revision.properties}))
        step = Step("values", known=known, families=tuple(sorted(both.base.families)))
        yield Below(step, both.base.values, both.revision.values)
    loose = is_loose(both, judge)
    for name, base, revision in both.variants.pairs:
        sent = base if flow.sender == BASE else revision
        guard = str(judge.sources.pin(_told_apart(sent, both.side(flow.sender)), flow.sender)["$ref"])
        pair = as_seen((base, revision), (both.base, both.revision), judge)
        yield Below(Step("variant", name, guard=guard, loose=loose), *pair)


def _told_apart(branch: Node, holder: Flat) -> Node:
    """A branch with the values of the discriminator that lead to it."""
    told = holder.keyword("discriminator")
    if not isinstance(told, dict) or not isinstance(told.get("propertyName"), str):
        return branch
    return Node(branch.document, (*branch.pointer, TAGGED), tagged(branch.value, told))


def is_loose(both: Both, judge: Judge) -> bool:
    """Whether a oneOf of the pair is read as anyOf (SEMANTICS §4, overlapping variants)."""
    loose = judge.sources.loose
    if both.base.keyword("discriminator") is not None:
        return False
    found = (flat.keyword("oneOf") for flat in (both.base, both.revision))
    return loose is not None and any(union is not None and loose(union) for union in found)
