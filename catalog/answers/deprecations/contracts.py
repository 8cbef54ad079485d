"""Contracts and versions of entities that are deprecated as a whole: descriptors and first lines say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalog.answers.atlas.shared import files_of
from catalog.answers.deprecations.entities import Users, users_of
from catalog.answers.deprecations.shape import Deprecated, Remaining
from catalog.model.consumption import Consumption
from catalog.model.pointer import print_pointer
from catalog.model.service import ContractEntry
from catalog.model.source import Json
from catalog.repository.snapshot import Snapshot
from governance.lifecycle.elements import sunset_of

ENDING = ("deprecated", "sunset", "retired")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who offers a contract, and the team that answers for that."""

    name: str
    kind: str
    team: str


def holder_of(snapshot: Snapshot, entry: ContractEntry) -> Holder:
    """The service or vendor of a contract."""
    known = snapshot.vendors.get(entry.owner) if entry.owner_kind == "vendor" else snapshot.services.get(entry.owner)
    return Holder(entry.owner, entry.owner_kind, known.owner if known else "")


def remaining(snapshot: Snapshot, uses: Iterable[tuple[Consumption, int]]) -> tuple[Remaining, ...]:
    """The services behind consumptions, each with how many places it uses."""
    rows = []
    for use, places in uses:
        service, plan = snapshot.services.get(use.service), use.migration
        owner = service.owner if service else ""
        rows.append(Remaining(use.service, owner, places, plan.to if plan else "", plan.by if plan else None))
    return tuple(sorted(rows, key=lambda row: row.service))


def whole_contracts(snapshot: Snapshot, today: date) -> Iterator[Deprecated]:
    """Every contract that its descriptor calls deprecated, sunset, or retired while somebody uses it."""
    for entry in snapshot.contracts.values():
        life = entry.lifecycle
        uses = snapshot.consumptions_of(entry.id) if life.stage in ENDING else ()
        others = tuple(use for use in uses if use.service != entry.owner)
        if life.stage not in ENDING or (life.stage == "retired" and not others):
            continue
        holder = holder_of(snapshot, entry)
        yield Deprecated(
            "contract", entry.id, entry.id, holder.name, holder.kind, holder.team, life.stage, life.since, life.sunset,
            days_left(life.sunset, today), life.successor or "", life.migration or "", "",
            remaining(snapshot, ((use, len(use.uses)) for use in others)), entry.origin.file,
            print_pointer((*entry.origin.pointer, "lifecycle")),
        )  # fmt: skip


def whole_entities(snapshot: Snapshot, today: date) -> Iterator[Deprecated]:
    """Every version of a canonical entity whose schema is deprecated, with the services that use it."""
    files = files_of(snapshot)
    for entity in snapshot.entities.values():
        for label, path in entity.versions:
            tree = _deprecated_tree(snapshot, path) if files.texts[path].deprecates else None
            if tree is None:
                continue
            sunset = sunset_of(tree)
            newer = entity.latest if entity.latest != label else ""
            users = users_of(snapshot, f"{entity.name}/{label}", path)
            team = next((d.owner for d in snapshot.domains.values() if entity.name in d.entities), "")
            yield Deprecated(
                "entity", f"{entity.name}/{label}", "", "", "", team, "deprecated", None, sunset,
                days_left(sunset, today), f"{entity.name}/{newer}" if newer else "", "", "", _using(snapshot, users),
                path, "/deprecated", users.at_most,
            )  # fmt: skip


def _deprecated_tree(snapshot: Snapshot, path: str) -> dict[str, Json] | None:
    document = snapshot.documents.readable(path)
    tree = document.tree if document is not None else None
    return tree if isinstance(tree, dict) and tree.get("deprecated") is True else None


def _using(snapshot: Snapshot, users: Users) -> tuple[Remaining, ...]:
    """The users of an entity, each with how many of its contracts refer to it."""
    return tuple(
        Remaining(name, snapshot.services[name].owner, contracts, "", None) for name, contracts in users.services
    )


def days_left(sunset: date | None, today: date) -> int | None:
    """Days until a sunset, negative after it."""
    return (sunset - today).days if sunset is not None else None
