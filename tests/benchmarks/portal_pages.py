"""What every page of the portal is asked about: for each route its kinds of questions, with real arguments."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, urlencode

from flask import Flask

from catalog.portal.api.twins import TWINS
from tests.benchmarks.portal_world import World

Ask = Callable[[World, random.Random], str]
"""The address below the revision, or of a page beside revisions the whole one."""
BELOW = "/<revision>"
FORMS = {"page": "", "data": ".json"}
DATA = ("/healthz", "/readyz", "/.well-known/api-catalog", "/-/openapi")
ONE_FORM = (*DATA, "/", "/-/go", "/static/<path:filename>", "/<revision>/calendar.ics",
            "/<revision>/documents/<path:contract_id>")  # fmt: skip


def at(path: str, **query: str | int) -> str:
    """A path, and what is asked of it."""
    return f"{quote(path)}?{urlencode(query)}" if query else quote(path)


def fixed(path: str, **query: str | int) -> Ask:
    """Always the same."""
    return lambda _, __: at(path, **query)


def of(pool: str, path: str, **query: str | int) -> Ask:
    """Any of a pool of names, which stand for `*` in the path and `$` in the query."""

    def ask(world: World, chance: random.Random) -> str:
        name = chance.choice(world.pools[pool])
        return at(path.replace("*", name), **{key: str(value).replace("$", name) for key, value in query.items()})

    return ask


def paged(path: str, most: int, name: str = "page", **query: str | int) -> Ask:
    """Any page of a list, as far as `most`."""
    return lambda _, chance: at(path, **query, **{name: chance.randrange(1, most + 1)})


def _facet(path: str) -> Ask:
    def ask(world: World, chance: random.Random) -> str:
        return at(path, **dict(chance.sample(world.facets, chance.choice((1, 2)))))

    return ask


def _words(path: str) -> Ask:
    return lambda world, chance: at(path, q=chance.choice(world.words))


MAP_OPTIONS: tuple[dict[str, str | int], ...] = (
    *({} for _ in range(9)), {"direction": "upstream"}, {"limit": 60}, {"kind": "service"}, {"domain": "order"},
    {"layer": "process"}, {"relation": "is used by"}, {"pattern": "event"}, {"page": 1},
)  # fmt: skip


def _map(world: World, chance: random.Random) -> str:
    asked: dict[str, str | int] = {"focus": chance.choice(world.pools["foci"]), "depth": chance.choice((1, 2, 3))}
    return at("/map", **asked | chance.choice(MAP_OPTIONS))


def _compared(**query: str) -> Ask:
    def ask(world: World, chance: random.Random) -> str:
        name = chance.choice(world.pools["released"])
        labels = world.labels[name]
        first = chance.randrange(len(labels) - 1)
        return at(f"/compare/{name}", **{"from": labels[first], "to": chance.choice(labels[first + 1 :])}, **query)

    return ask


def _part(world: World, chance: random.Random) -> str:
    name, address = chance.choice(world.parts)
    return at(f"/contracts/{name}", at=address)


def _pointed(world: World, chance: random.Random) -> str:
    file, pointer = chance.choice(world.pointers)
    return at("/source", file=file, pointer=pointer)


def _layers(world: World, chance: random.Random) -> str:
    pair = {name: chance.choice(("system", "process", "experience")) for name in ("from", "to")}
    return at("/layers", **pair, page=1)


def _go(world: World, chance: random.Random) -> str:
    return at("/-/go", **{"revision": "main", "from": f"/main/services/{chance.choice(world.pools['services'])}"})


STATUS = {"/": 302, "/-/go": 302}
UNKNOWN = "billing-acount-synk-00"
ASKED: Mapping[str, Mapping[str, Ask]] = {
    "/": {"": fixed("/")},
    "/-/go": {"": _go},
    "/-/openapi": {"": fixed("/-/openapi")},
    "/.well-known/api-catalog": {"": fixed("/.well-known/api-catalog")},
    "/healthz": {"": fixed("/healthz")},
    "/readyz": {"": fixed("/readyz")},
    "/docs": {"": fixed("/docs")},
    "/docs/<name>": {"": of("chapters", "/docs/*")},
    "/docs/rules/<rule>": {"": of("rules", "/docs/rules/*")},
    "/static/<path:filename>": {"": of("static", "/static/*")},
    "/<revision>/": {"": fixed("/")},
    "/<revision>/calendar": {"": fixed("/calendar"), "vendor": of("vendors", "/calendar", vendor="$", past=1)},
    "/<revision>/calendar.ics": {"": fixed("/calendar.ics")},
    "/<revision>/compare/<path:contract_id>": {
        "": of("released", "/compare/*"), "two": _compared(), "text": _compared(view="text"),
        "ahead": of("announcing", "/compare/*", to="2026.2", page=1),
        "file": of("announcing", "/compare/*", to="2026.2", view="text",
                   file="contracts/vendors/$/upcoming/2026.2/openapi.yaml"),
    },
    "/<revision>/contracts": {
        "": paged("/contracts", 100), "facet": _facet("/contracts"), "spec": fixed("/contracts", spec="AsyncAPI 3.0"),
        "words": _words("/contracts"),
    },
    "/<revision>/contracts/<path:contract_id>": {
        "": of("contracts", "/contracts/*"), "part": _part, "words": of("contracts", "/contracts/*", q="status"),
        "pages": of("large", "/contracts/*", operations=1, events=1, channels=1, messages=1, schemas=1, places=1),
        "ahead": of("announcing", "/contracts/*", label="2026.2"), "unknown": fixed(f"/contracts/{UNKNOWN}/api"),
    },
    "/<revision>/deprecations": {"": paged("/deprecations", 3), "parts": fixed("/deprecations", parts=1, only="used")},
    "/<revision>/documents/<path:contract_id>": {"": of("contracts", "/documents/*")},
    "/<revision>/domains": {"": fixed("/domains"), "page": fixed("/domains", page=1)},
    "/<revision>/domains/<name>": {
        "": of("domains", "/domains/*"), "page": of("domains", "/domains/*", page=2),
        "needs": fixed("/domains/order", needs="customer", ties=1),
        "serves": fixed("/domains/order", serves="customer"),
    },
    "/<revision>/entities/<name>": {
        "": of("entities", "/entities/*"), "label": of("entities", "/entities/*", label="v1"),
    },
    "/<revision>/exceptions": {"": fixed("/exceptions"), "page": fixed("/exceptions", page=2, acceptances=1)},
    "/<revision>/findings/<path:contract_id>": {
        "": of("contracts", "/findings/*"), "severity": of("contracts", "/findings/*", severity="warning", page=1),
        "rule": of("contracts", "/findings/*", rule="unsecured-operation"),
    },
    "/<revision>/glossary": {"": fixed("/glossary")},
    "/<revision>/impact": {
        "": fixed("/impact"), "service": of("services", "/impact", at="$", kind="service"),
        "contract": of("contracts", "/impact", at="$", kind="contract"),
        "vendor": of("vendors", "/impact", at="$", kind="vendor"),
        "workflow": of("workflows", "/impact", at="$", kind="workflow"),
        "team": of("teams", "/impact", at="$", kind="team"),
        "entity": of("entities", "/impact", at="$", kind="entity"),
        "field": of("fields", "/impact", at="$"), "term": of("terms", "/impact", at="$", kind="term"),
        "schema": of("shared", "/impact", at="$", kind="schema"),
        "release": of("labels", "/impact", at="$", kind="release"),
        "ahead": of("vendors", "/impact", at="$ 2026.2", kind="release"),
        "address": of("places", "/impact", at="$", kind="address"), "guessed": of("services", "/impact", at="$"),
        "page": of("services", "/impact", at="$", page=1), "all the way": of("services", "/impact", at="$", depth=0),
        "hub all the way": of("hubs", "/impact", at="$", depth=0), "unknown": fixed("/impact", at=UNKNOWN),
    },
    "/<revision>/layers": {"": fixed("/layers"), "calls": _layers, "skips": paged("/layers", 3, "skips"),
                           "leaks": paged("/layers", 5, "leaks")},
    "/<revision>/map": {"": fixed("/map"), "focus": _map, "unknown": fixed("/map", focus=f"service:{UNKNOWN}")},
    "/<revision>/releases/<path:contract_id>": {
        "": of("contracts", "/releases/*"), "several": of("released", "/releases/*"),
        "vendor": of("announcing", "/releases/*", page=1),
    },
    "/<revision>/rules": {"": paged("/rules", 2), "words": fixed("/rules", q="version")},
    "/<revision>/rules/<rule>": {"": of("rules", "/rules/*"), "page": of("failing", "/rules/*", page=2)},
    "/<revision>/search": {
        "": _words("/search"), "name": of("services", "/search", q="$"), "facet": _facet("/search"),
        "both": lambda world, chance: f"{_facet('/search')(world, chance)}&q={quote(chance.choice(world.words))}",
        "kind": lambda world, chance: f"{_words('/search')(world, chance)}&kind=field&page=1",
        "spec": lambda world, chance: f"{_words('/search')(world, chance)}&spec=openapi",
    },
    "/<revision>/services": {"": paged("/services", 100), "facet": _facet("/services"), "words": _words("/services")},
    "/<revision>/services/<name>": {"": of("services", "/services/*"), "unknown": fixed(f"/services/{UNKNOWN}")},
    "/<revision>/source": {
        "": of("files", "/source", file="$"), "pointer": _pointed, "line": of("files", "/source", file="$", line=5),
        "text": of("files", "/source", file="$", text="title"), "page": of("files", "/source", file="$", page=1),
    },
    "/<revision>/teams": {"": fixed("/teams"), "page": fixed("/teams", page=2)},
    "/<revision>/teams/<name>": {
        "": of("teams", "/teams/*"), "page": of("teams", "/teams/*", page=1),
        "needs": fixed("/teams/customer-00", needs="product-01", ties=1),
        "serves": fixed("/teams/customer-00", serves="product-01"),
    },
    "/<revision>/terms/<name>": {"": of("terms", "/terms/*")},
    "/<revision>/vendors": {"": fixed("/vendors")},
    "/<revision>/vendors/<name>": {"": of("vendors", "/vendors/*")},
    "/<revision>/workflows": {"": paged("/workflows", 4)},
    "/<revision>/workflows/<name>": {"": of("workflows", "/workflows/*")},
}  # fmt: skip


def unmeasured(app: Flask) -> Iterator[str]:
    """Routes that nobody asks."""
    yield from sorted({rule.rule for rule in app.url_map.iter_rules()} - ASKED.keys())


def questions(rule: str, form: str) -> Iterator[tuple[str, Ask]]:
    """The kinds of questions that a route is asked in a form."""
    if form == "page" or rule not in ONE_FORM:
        yield from ASKED[rule].items()


def addresses(rule: str, kind: str, form: str, world: World, count: int, seed: int = 5) -> list[str]:
    """Different addresses, those of each form different from the other's where there are enough."""
    chance, ask = random.Random(f"{seed} {rule} {kind}"), ASKED[rule][kind]
    found = list(dict.fromkeys(ask(world, chance) for _ in range(4 * count)))
    place = list(FORMS).index(form)
    mine = found[place :: len(FORMS)][:count] or found[:count]
    return [_whole(rule, each, FORMS[form]) for each in mine]


def _whole(rule: str, address: str, suffix: str) -> str:
    path, mark, query = address.partition("?")
    path = f"{path.rstrip('/')}{suffix}" if suffix else path
    return f"{'/main' if rule.startswith(BELOW) else ''}{path}{mark}{query}"


def status(rule: str, kind: str) -> int:
    """What is answered where all is well."""
    return 404 if kind == "unknown" else STATUS.get(rule, 200)


def parameters_of(rule: str) -> frozenset[str]:
    """What the twin of a route takes in its query."""
    path = rule.removeprefix(BELOW).rstrip("/").replace("<path:contract_id>", "{contractId}")
    path = path.replace("<", "{").replace(">", "}")
    return frozenset(
        each.name for twin in TWINS if twin.path == path for each in twin.parameters if each.place == "query"
    )
