"""What the page of the layers shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.judged import Judged
from catalog.answers.kept import once
from catalog.answers.layers.calls import VENDORS, Call, Flow, between, flows, told
from catalog.answers.layers.violations import Violation, faults, judged, leaks, skips
from catalog.errors import UnknownName
from catalog.portal.pager import Paged, paged
from catalog.repository.snapshot import Snapshot

MOST_TILES = 40
MOST_SKIPS = 10
AT_ONCE = 60
"""Contracts whose documents are judged for the page as a whole; of more, FEW on request."""
FEW = 10


@dataclass(frozen=True, slots=True)
class Band:
    """A layer with some of its services (or vendors); `uses` are the layers that it may use."""

    name: str
    title: str
    description: str
    uses: tuple[str, ...]
    services: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Leaks:
    """What `vendor-leak` finds: in all `contracts` it is on for, or only in those of `page`; page 0 judged none."""

    violations: tuple[Violation, ...]
    contracts: int
    judged: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class LayersPage:
    """Bands from the top of the landscape down; `calls` are those of one pair of layers, where one is asked for."""

    bands: tuple[Band, ...]
    flows: tuple[Flow, ...]
    source: str
    target: str
    calls: Paged[Call] | None
    skips: Paged[Violation]
    leaks: Leaks


def layers_page(snapshot: Snapshot, args: Mapping[str, str], today: date, before: Judged) -> LayersPage:
    """The page; `?from=` and `?to=` ask for the calls of one pair of layers, UnknownName where none is called so.
    `before` is what was found in documents already."""
    found = faults(snapshot, today)
    bands = once(snapshot, ("bands",), lambda: _bands(snapshot), stays=True)
    every = once(snapshot, ("flows", today), lambda: flows(snapshot, found), stays=True)
    source, target = args.get("from", ""), args.get("to", "")
    known = {band.name for band in bands} | {name for flow in every for name in (flow.source, flow.target)}
    if {source, target} - known - {""}:
        hint = f"one of {', '.join(sorted(known))}"
        raise UnknownName(
            f"there is no layer {source if source not in known else target!r}", place="from, to", hint=hint
        )
    return LayersPage(
        bands,
        every,
        source,
        target,
        _calls(snapshot, source, target, args) if source and target else None,
        _skips(snapshot, found, args, today),
        _leaks(snapshot, args, today, before),
    )


def _bands(snapshot: Snapshot) -> tuple[Band, ...]:
    held: dict[str, list[str]] = {}
    for service in snapshot.services.values():
        held.setdefault(service.layer, []).append(service.name)
    layers = [
        Band(layer.name, layer.title, layer.description, layer.uses, tuple(held.get(layer.name, ())[:MOST_TILES]),
             len(held.get(layer.name, ())))
        for layer in snapshot.catalog.layers
    ]  # fmt: skip
    vendors = tuple(snapshot.vendors)
    return (*layers, Band(VENDORS, "Vendors", "", (), vendors[:MOST_TILES], len(vendors)))


def _calls(snapshot: Snapshot, source: str, target: str, args: Mapping[str, str]) -> Paged[Call]:
    uses = paged(between(snapshot).get((source, target), ()), args)
    return Paged(tuple(told(snapshot, uses.items)), uses.total, uses.page, uses.pages)


def _skips(
    snapshot: Snapshot, found: tuple[tuple[str, str], ...], args: Mapping[str, str], today: date
) -> Paged[Violation]:
    part = paged(found, args, "skips", MOST_SKIPS)
    told = once(snapshot, ("skips", today, part.page), lambda: tuple(skips(snapshot, part.items, today)))
    return Paged(told, part.total, part.page, part.pages)


def _leaks(snapshot: Snapshot, args: Mapping[str, str], today: date, before: Judged) -> Leaks:
    names = judged(snapshot, today)
    if len(names) <= AT_ONCE:
        return Leaks(leaks(snapshot, names, today, before), len(names), len(names), 1, 1)
    pages = -(-len(names) // FEW)
    if "leaks" not in args:
        return Leaks((), len(names), 0, 0, pages)
    part = paged(names, args, "leaks", FEW)
    return Leaks(leaks(snapshot, part.items, today, before), len(names), len(part.items), part.page, pages)
