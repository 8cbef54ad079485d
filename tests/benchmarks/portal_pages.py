"""Addresses of every kind of page that the portal has, over names of an estate."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote

from flask import Flask

from catalog.repository.snapshot import Snapshot

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
LISTS = {"contract_id": "contracts", "id": "contracts"}
Pool = Callable[[Snapshot], Sequence[str]]
POOLS: Mapping[str, Pool] = {
    "services": lambda snapshot: tuple(snapshot.services),
    "contracts": lambda snapshot: tuple(snapshot.contracts),
    "domains": lambda snapshot: tuple(snapshot.domains),
    "teams": lambda snapshot: tuple(snapshot.teams),
    "vendors": lambda snapshot: tuple(snapshot.vendors),
    "workflows": lambda snapshot: tuple(snapshot.workflows),
    "entities": lambda snapshot: tuple(snapshot.entities),
    "terms": lambda snapshot: tuple(snapshot.terms),
    "rules": lambda _: ("money-as-float",),
}
HUBS = ("services", "contracts", "entities", "teams", "vendors", "workflows")
"""What the map and impact are asked about."""
SINGULAR = {"entities": "entity"}
ALIKE = {"releases": "contracts", "compare": "contracts", "findings": "contracts"}


def page_types(app: Flask) -> Iterator[str]:
    """The rules of all pages below a revision."""
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/<revision>/")}
    yield from sorted(rules)


def addresses(rule: str, snapshot: Snapshot, count: int, revision: str = "main", seed: int = 5) -> list[str]:
    """Addresses of one kind of page; none where it is not known what its arguments name."""
    chance = random.Random(f"{seed} {rule}")
    path = rule.removeprefix("/<revision>/")
    first = path.partition("/")[0]
    arguments = ARGUMENT.findall(path)
    pool = POOLS.get(ALIKE.get(first, first))
    if arguments and (pool is None or len(arguments) > 1):
        return []
    names = [chance.choice(pool(snapshot)) for _ in range(count)] if arguments and pool else [""] * count
    queries = [_query(first, snapshot, chance) for _ in range(count)]
    return [f"/{revision}/{ARGUMENT.sub(quote(name), path)}{query}" for name, query in zip(names, queries, strict=True)]


def _query(first: str, snapshot: Snapshot, chance: random.Random) -> str:
    """Parameters that a kind of page needs, or is mostly asked with."""
    service = chance.choice(tuple(snapshot.services))
    if first == "map":
        return f"?focus={quote(_thing(snapshot, chance, HUBS))}&depth={chance.choice((1, 2, 3))}"
    if first == "compare":
        return "?from=main~1&to=main"
    if first == "impact":
        kind, _, name = _thing(snapshot, chance, (*HUBS, "terms")).partition(":")
        return f"?at={quote(name)}&kind={kind}"
    if first == "search":
        return f"?q={quote(service.partition('-')[0])}"
    if first in ("services", "contracts") and chance.random() < 0.5:
        return f"?page={chance.randrange(1, 20)}"
    return ""


def _thing(snapshot: Snapshot, chance: random.Random, lists: Sequence[str]) -> str:
    """Something of any kind, as a focus; each kind as often."""
    kind = chance.choice(lists)
    return f"{SINGULAR.get(kind, kind.removesuffix('s'))}:{chance.choice(POOLS[kind](snapshot))}"
