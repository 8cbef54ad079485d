"""One change for each cause: what another change already says is not said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.frozen import replace
from governance.compatibility.change import Change
from governance.compatibility.payloads.roots import PayloadChange

REMOVED, MISSING = "outbound-property-removed", "outbound-required-widened"
FAMILIES, OPENED = ("outbound-pattern-family-removed", "outbound-map-values-removed"), "outbound-openness-widened"
IGNORED, REFUSED = "inbound-property-removed", "inbound-openness-narrowed"
Place = tuple[str, str, str]


def by_cause(changes: Iterable[Change | PayloadChange]) -> Iterator[Change | PayloadChange]:
    """The changes in their order. A required property that was removed is one change, with the message of both; so is
    a property that was removed and is now refused, and so are members that lost their declaration and may be anything.
    """
    payloads: list[PayloadChange] = []
    for change in changes:
        if isinstance(change, PayloadChange):
            payloads.append(change)
        else:
            yield change
    missing = {_missing(change): change for change in payloads if change.change.kind == MISSING}
    removed = {_place(change) for change in payloads if change.change.kind == REMOVED}
    opened = {_place(change): change for change in payloads if change.change.kind == OPENED}
    families = {_place(change) for change in payloads if change.change.kind in FAMILIES}
    refused: dict[Place, list[str]] = {_place(change): [] for change in payloads if change.change.kind == REFUSED}
    for change in payloads:
        if change.change.kind == IGNORED and _owner(change) in refused:
            refused[_owner(change)].append(_property(change))
    for change in payloads:
        if change.change.kind == MISSING and _missing(change) in removed:
            continue
        if change.change.kind == IGNORED and _owner(change) in refused:
            continue
        if change.change.kind == OPENED and _place(change) in families:
            continue
        twin = {REMOVED: missing, **dict.fromkeys(FAMILIES, opened)}.get(change.change.kind, {}).get(_place(change))
        if twin is not None:
            yield replace(change, value=twin.value, shown=twin.shown, steps=twin.steps)
        else:
            yield _naming(change, refused[_place(change)]) if change.change.kind == REFUSED else change


def _naming(change: PayloadChange, names: list[str]) -> PayloadChange:
    """The refusal of members that were removed, with their names."""
    facts = (("member", ", ".join(names)),) if names else ()
    return replace(change, change=replace(change.change, facts=facts))


def _property(change: PayloadChange) -> str:
    return dict(change.change.facts).get("property", "")


def _owner(change: PayloadChange) -> Place:
    """The object that a property is removed from."""
    subject, part, path = _place(change)
    return subject, part, path.removesuffix(_property(change)).removesuffix(".")


def _place(change: PayloadChange) -> Place:
    where = change.change.where
    return where.subject, where.part, where.path


def _missing(change: PayloadChange) -> Place:
    """The place of the property that may be missing."""
    subject, part, path = _place(change)
    return subject, part, f"{path}.{_property(change)}".removeprefix(".")
