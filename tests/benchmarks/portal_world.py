"""What there is to ask of an estate: names, addresses, places in files. Read by itself, so that nothing that is
measured is known before."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.answers.catalog import Catalog
from catalog.answers.places import event_rows, operation_rows
from catalog.model.contract import Contract
from catalog.portal.handbook.contexts import chapters
from catalog.repository.snapshot import Snapshot
from governance.rules.registry import rule_ids
from tests.benchmarks.estate import LAYERS, PATTERNS, STAGES
from tests.benchmarks.estate_words import ATTRIBUTES, DOMAINS, NOUNS, TASKS

READ = 120
"""Contracts that are read for addresses in them."""
FOCI = {"services": "service", "contracts": "contract", "entities": "entity", "teams": "team", "vendors": "vendor",
        "workflows": "workflow"}  # fmt: skip
STATIC = Path(__file__).parents[2] / "catalog" / "portal" / "static"


@dataclass(frozen=True)
class World:
    """`labels` are the names of a contract's releases, oldest first; `parts` contracts with an address in each;
    `pointers` files with a place in each."""

    pools: Mapping[str, Sequence[str]]
    labels: Mapping[str, Sequence[str]]
    parts: Sequence[tuple[str, str]]
    pointers: Sequence[tuple[str, str]]
    words: Sequence[str]
    facets: Sequence[tuple[str, str]]


def world_of(catalog: Catalog, seed: int = 3) -> World:
    """All of it, from a seed."""
    chance = random.Random(seed)
    snapshot = catalog.snapshot(catalog.revision("main"))
    labels = _labels(catalog)
    read = [
        snapshot.contract(name) for name in chance.sample(tuple(snapshot.contracts), min(READ, len(snapshot.contracts)))
    ]
    parts = [(contract.id, place) for contract in read for place in _places(contract)]
    pools = {**_names(snapshot), **_files(snapshot), "released": tuple(labels), "rules": tuple(sorted(rule_ids()))}
    pools["places"] = tuple(f"{name} {place}" for name, place in parts if not place.startswith("schema "))
    return World(pools, labels, parts, _pointers(read), tuple(_words(chance)), _facets(pools))


def _labels(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    """Of contracts with several releases whose labels differ."""
    found: dict[str, dict[str, None]] = {}
    for release in catalog.releases():
        found.setdefault(release.contract, {})[release.label] = None
    return {name: tuple(labels) for name, labels in found.items() if len(labels) > 1}


def _names(snapshot: Snapshot) -> dict[str, Sequence[str]]:
    named = {name: tuple(getattr(snapshot, name)) for name in (*FOCI, "terms", "domains")}
    vendors = snapshot.vendors.values()
    return {
        **named,
        "foci": tuple(f"{kind}:{name}" for pool, kind in FOCI.items() for name in named[pool]),
        "announcing": tuple(entry.id for entry in snapshot.announcing()),
        "labels": tuple(f"{vendor.name} {label}" for vendor in vendors for label in vendor.labels),
        "hubs": (*named["teams"], *named["entities"], *named["vendors"]),
        "fields": tuple(f"{name} id" for name in named["entities"]),
        "large": tuple(entry.id for vendor in vendors for entry in vendor.contracts),
        "failing": ("unsecured-operation",),
        "chapters": tuple(chapter.name for chapter in chapters()),
        "static": tuple(str(each.relative_to(STATIC)) for each in STATIC.rglob("*") if each.is_file()),
    }  # fmt: skip


def _files(snapshot: Snapshot) -> dict[str, Sequence[str]]:
    files = tuple(snapshot.documents.below(snapshot.root))
    return {"files": files, "shared": tuple(each for each in files if "/schemas/" in each)}


def _places(contract: Contract) -> Iterator[str]:
    rows = [*operation_rows(contract), *event_rows(contract)]
    yield from (row.at for row in rows)
    yield from (f"{row.at} response.200.body status" for row in rows if row.at.startswith("GET") and "{}" in row.at)


def _pointers(read: Sequence[Contract]) -> Sequence[tuple[str, str]]:
    found = []
    for contract in read:
        tree = contract.document.tree
        assert isinstance(tree, dict)
        paths, components = tree.get("paths") or tree.get("channels"), tree["components"]
        assert isinstance(paths, dict)
        assert isinstance(components, dict)
        found += [(contract.document.name, f"/{word}/{_token(name)}") for word, held in
                  (("paths" if "paths" in tree else "channels", paths), ("components/schemas", components["schemas"]))
                  for name in list(held)[-2:]]  # fmt: skip
    return found


def _token(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _words(chance: random.Random) -> Iterator[str]:
    for noun in NOUNS:
        yield noun
        yield f"{noun} {chance.choice(ATTRIBUTES)}"
        yield f"{noun.split()[0]} {chance.choice(TASKS)}"
        yield noun.replace("e", "", 1)


def _facets(pools: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str]]:
    named = {"layer": LAYERS, "domain": DOMAINS, "vendor": pools["vendors"], "pattern": PATTERNS, "stage": STAGES,
             "owner": pools["teams"]}  # fmt: skip
    return tuple((name, value) for name, values in named.items() for value in dict.fromkeys(values))
