"""What a PLACE means, and what is said of one that does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.impact.places import Asked, Places
from catalog.errors import UnknownName
from catalog.graph.edges import Kind
from catalog.graph.references import References
from tests.builders.git import GitRepository
from tests.builders.landscape import landscape, opened

SHARED = {"schemas/platform/http.yaml": "responses: {Problem: {description: Wrong.}}\n"}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    return landscape(tmp_path_factory.mktemp("places") / "r")


def find(repository: GitRepository, text: str, kind: str | None = None) -> Asked:
    catalog = opened(repository)
    snapshot = catalog.snapshot(catalog.revision())
    return Places(snapshot, References(snapshot.documents.fetch)).find(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("crm", Kind.SERVICE, "crm"),
        ("orders/v2", Kind.CONTRACT, "orders/v2"),
        ("acme", Kind.VENDOR, "acme"),
        ("order-to-cash", Kind.WORKFLOW, "order-to-cash"),
        ("sales", Kind.TEAM, "sales"),
        ("team/sales", Kind.TEAM, "sales"),
        ("customer", Kind.ENTITY, "customer"),
        ("customer/v1", Kind.ENTITY, "customer/v1"),
        ("customer/v1 address.city", Kind.ENTITY, "customer/v1 address.city"),
        ("acme 8", Kind.RELEASE, "acme 8"),
        ("acme@8", Kind.RELEASE, "acme 8"),
        ("acme/8", Kind.RELEASE, "acme 8"),
        ("acme Spring", Kind.RELEASE, "acme 8"),
        ("acme/accounts 8", Kind.RELEASE, "acme/accounts 8"),
        ("orders/v2  GET /orders/{orderId}", Kind.ADDRESS, "orders/v2 GET /orders/{}"),
        ("orders/v2 schema Order", Kind.ADDRESS, "orders/v2 schema Order"),
    ],
)
def test_places(text: str, kind: Kind, name: str, repository: GitRepository) -> None:
    found = find(repository, text)
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("crn", "did you mean 'crm'?"),
        ("order-to-csh", "did you mean 'order-to-cash'?"),
        ("orders/v2 GET /order/{}", "did you mean 'GET /orders/{}'?"),
        ("orders/v2 GET /orders/{} response.200.body totl", "did you mean 'GET /orders/{} response.200.body total'?"),
        ("orders/v2 GET /orders/{} response.404", "GET /orders/{} response.200"),
        ("orders/v2 PUT /somewhere/else/altogether", "known: GET /orders, GET /orders/{}"),
        ("customer/v1 adress.city", "did you mean 'address.city'?"),
        ("acme 77", "acme has 6, 7, 8, 9"),
        ("acmee 8", "did you mean 'acme 8'?"),
        ("quite another thing", "treaty list names what there is"),
    ],
)
def test_an_unknown_place_is_told_the_nearest(text: str, hint: str, repository: GitRepository) -> None:
    with pytest.raises(UnknownName) as error:
        find(repository, text)
    assert hint in (error.value.hint or "")


def test_what_else_has_the_name_is_said_and_may_be_asked_for(tmp_path: Path) -> None:
    from tests.builders.landscape import WORKFLOW

    repository = landscape(tmp_path / "r", {"workflows/sell.arazzo.yaml": WORKFLOW.replace("order-to-cash", "orders")})
    found = find(repository, "orders")
    assert (found.kind, found.others) == (Kind.SERVICE, ("workflow",))
    assert find(repository, "orders", "workflow").kind is Kind.WORKFLOW
    with pytest.raises(UnknownName):
        find(repository, "orders", "team")


def test_a_shared_file_is_a_place_where_a_contract_refers_to_it(tmp_path: Path) -> None:
    from tests.builders.landscape import CRM

    refers = CRM.replace(
        '  /pings:', '  /problems:\n    get: {responses: {"400": '
        '{$ref: "../../../schemas/platform/http.yaml#/responses/Problem"}}}\n  /pings:'
    )  # fmt: skip
    repository = landscape(tmp_path / "r", {**SHARED, "services/crm/customers/openapi.yaml": refers})
    for text in ("schemas/platform/http.yaml", "platform/http.yaml"):
        found = find(repository, text)
        assert (found.kind, found.files) == (Kind.SCHEMA, ("schemas/platform/http.yaml",))
