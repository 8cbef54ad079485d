"""One name, whatever it names: a service, vendor, contract, team, domain, entity or term."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.answers.contract import show_contract
from catalog.answers.parts import show_part
from catalog.answers.sheets import show_service, show_vendor
from catalog.errors import UnknownName
from catalog.reading.descriptors.advice import nearest
from catalog.repository.snapshot import Snapshot

KINDS = ("service", "vendor", "contract", "domain", "team", "entity", "term", "workflow")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a name was found to be; `others` are further kinds of thing with this name."""

    kind: str
    name: str
    sheet: Any
    others: tuple[str, ...] = ()


def show(
    snapshot: Snapshot,
    name: str,
    *,
    today: date,
    kind: str | None = None,
    label: str | None = None,
    at: str | None = None,
) -> Shown:
    """Find a name, in the order of KINDS, or of one `kind` only. `at` and `label` ask for a part or an announced
    release of a contract.

    Raises:
        UnknownName: nothing has this name; the hint names the nearest.
    """
    known = names(snapshot)
    wanted = ("contract",) if at or label else (kind,) if kind else KINDS
    found = [each for each in wanted if name in known[each]]
    if not found:
        raise _unknown(name, known, wanted)
    others = tuple(each for each in KINDS if name in known[each] and each != found[0])
    return Shown(found[0], name, _sheet(snapshot, found[0], name, today, label, at), others)


def names(snapshot: Snapshot) -> dict[str, Mapping[str, Any]]:
    """Everything that has a name, by kind."""
    return {
        "service": snapshot.services,
        "vendor": snapshot.vendors,
        "contract": snapshot.contracts,
        "domain": snapshot.domains,
        "team": snapshot.teams,
        "entity": snapshot.entities,
        "term": snapshot.terms,
        "workflow": snapshot.workflows,
    }


def _sheet(snapshot: Snapshot, kind: str, name: str, today: date, label: str | None, at: str | None) -> Any:
    if kind == "contract":
        return show_part(snapshot.contract(name, label), at) if at else show_contract(snapshot, name, label)
    makers: dict[str, Callable[[], Any]] = {
        "service": lambda: show_service(snapshot, name),
        "vendor": lambda: show_vendor(snapshot, name, today),
    }
    return makers[kind]() if kind in makers else names(snapshot)[kind][name]


def _unknown(name: str, known: Mapping[str, Mapping[str, Any]], wanted: tuple[str | None, ...]) -> UnknownName:
    kinds = [kind for kind in wanted if kind]
    every = dict.fromkeys(each for kind in kinds for each in known[kind])
    near = nearest(name, every, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "treaty list names what there is; treaty search finds more"
    nouns = kinds[0] if len(kinds) == 1 else "service, vendor or contract"
    return UnknownName(f"there is no {nouns} {name!r}", hint=hint)
