"""The portal's contract: made from the code, complete, committed as it is made, and what the portal answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from catalog.portal.api.__main__ import CONTRACT, HALDEN, as_yaml
from catalog.portal.api.checking import rule_of
from catalog.portal.api.document import document
from catalog.portal.api.other import OTHERS
from catalog.portal.api.twins import TWINS
from tests.builders.estate import estate_portal

NO_TWIN = {
    "/<revision>/calendar.ics",
    "/<revision>/documents/<path:contract_id>",
    "/-/go",
    "/",
    "/static/<path:filename>",
}
"""A feed, a document as it was written, a form's target, a redirection, files."""
NAMES = {
    "/services/{name}": ("/services", "services", "name"),
    "/domains/{name}": ("/domains", "domains", "name"),
    "/teams/{name}": ("/teams", "teams", "name"),
    "/vendors/{name}": ("/vendors", "vendors", "name"),
    "/workflows/{name}": ("/workflows", "workflows", "id"),
    "/terms/{name}": ("/glossary", "terms", "name"),
    "/entities/{name}": ("/glossary", "entities", "name"),
    "/rules/{rule}": ("/rules", "rules", "rule"),
    "/contracts/{contractId}": ("/contracts", "contracts", "id"),
    "/releases/{contractId}": ("/contracts", "contracts", "id"),
    "/compare/{contractId}": ("/contracts", "contracts", "id"),
    "/findings/{contractId}": ("/contracts", "contracts", "id"),
}
"""Where the names that an address takes are listed."""
QUERIES = {
    "/map": ("", "?focus=service:pricing", "?focus=vendor:salesforce&depth=3"),
    "/impact": ("", "?at=salesforce", "?at=orders/v2+POST+/orders", "?at=commerce&kind=team"),
    "/search": ("", "?q=order", "?q=custmer", "?q=account&kind=term"),
    "/source": ("?file=contracts/catalog.yaml", "?file=contracts/catalog.yaml&pointer=/name"),
    "/layers": ("", "?from=process&to=system"),
    "/calendar": ("", "?past=1", "?vendor=salesforce"),
    "/services": ("", "?layer=process&q=order"),
}


FEW = 6
"""Of each kind of thing, spread over the list; the laws fuzz all of them."""


def test_the_committed_contract_is_what_the_code_makes() -> None:
    made = as_yaml(document(HALDEN))
    assert CONTRACT.read_text(encoding="utf-8") == made, "run: python -m catalog.portal.api"


def test_every_page_has_a_described_twin() -> None:
    routes = {rule.rule for rule in estate_portal().application.url_map.iter_rules()}
    described = {rule_of(twin.path) for twin in TWINS}
    others = {other.path.removesuffix(".json").replace("{", "<").replace("}", ">") for other in OTHERS}
    assert described - routes == set()
    assert routes - described - others == NO_TWIN


def test_operations_and_links_mean_something() -> None:
    names = [twin.operation for twin in TWINS] + [other.operation for other in OTHERS]
    assert len(names) == len(set(names))
    assert {follow.operation for twin in TWINS for follow in twin.follows} <= set(names)


def closed(node: Any) -> Any:
    """The same schemas, allowing no member that they do not name."""
    if isinstance(node, list):
        return [closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: closed(value) for key, value in node.items()}
    return {**found, "unevaluatedProperties": False} if "properties" in node and "type" in node else found


@pytest.fixture(scope="module")
def registry() -> Registry[Any]:
    found = document()
    schemas = found["components"]["schemas"]
    contexts = {name: closed(schema) for name, schema in schemas.items()}
    for name in {"Answer", *(context.__name__ for twin in TWINS for context in twin.contexts)}:
        contexts[name].pop("unevaluatedProperties", None)
    found["components"]["schemas"] = contexts
    return Registry().with_resource("urn:portal", Resource(contents=found, specification=DRAFT202012))


def addresses(path: str) -> Iterator[str]:
    """Addresses of a twin: some names that the estate has, or a few queries."""
    if path in NAMES:
        listed, member, key = NAMES[path]
        rows = json.loads(estate_portal().get(f"/main{listed}.json").data)[member]
        for row in rows[:: max(1, len(rows) // FEW)]:
            yield path.partition("{")[0] + quote(row[key]) + ".json"
    else:
        yield from (f"{path}.json{query}" for query in QUERIES.get(path, ("",)))


@pytest.mark.parametrize("path", [twin.path for twin in TWINS])
def test_answers_hold_exactly_what_is_described(path: str, registry: Registry[Any]) -> None:
    """Things of every kind: an open contract says what there is at least, the closed one that nothing else is."""
    where = f"/{{revision}}{path}.json".replace("/", "~1")
    body = {"$ref": f"urn:portal#/paths/{where}/get/responses/200/content/application~1json/schema"}
    judge = jsonschema.Draft202012Validator({**body, "unevaluatedProperties": False}, registry=registry)
    seen = 0
    for address in addresses(path):
        response = estate_portal().get(f"/main{address}")
        if path == "/compare/{contractId}" and response.status_code == 404:
            continue
        assert response.status_code == 200, address
        wrong = [f"{list(each.absolute_path)}: {each.message[:300]}" for each in judge.iter_errors(response.json)]
        assert wrong == [], address
        seen += 1
    assert seen


def test_the_portal_gives_its_own_contract() -> None:
    response = estate_portal().get("/-/openapi.json")
    assert response.mimetype == "application/json"
    assert response.json == document()
    again = estate_portal().get("/-/openapi.json", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
