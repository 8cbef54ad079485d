"""Pattern and direction of uses, and the edges that descriptors state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog.graph.edges import Kind, Relation, Statement, Vertex
from catalog.graph.stated import direction_of, of_consumption, of_workflow, pattern_of
from catalog.graph.statements import statements
from catalog.model.consumption import Consumption, Use
from catalog.model.quality import Origin, Qualities
from catalog.model.service import ContractEntry
from catalog.reading.descriptors.workflow import read_workflows
from tests.builders.descriptors import document
from tests.builders.landscape import LANDSCAPE, WORKFLOW

AT = Origin("services/app/consumes.yaml")
ENTRY = ContractEntry("orders/v2", "orders", "service", "openapi.yaml", AT)


@pytest.mark.parametrize(
    ("address", "direction"),
    [
        ("POST /orders request.body sku", "inbound"),
        ("GET /orders response.200.header.ETag", "outbound"),
        ("GET /orders", "both"),
        ("send order.submitted payload id", "outbound"),
        ("receive order.wanted payload id", "inbound"),
        ("send order.wanted reply.payload id", "inbound"),
        ("receive order.wanted reply.payload id", "outbound"),
        ("channel order.submitted", "both"),
        ("webhook order.created operation POST request.body id", "outbound"),
        ("POST /orders callback paid expression {$request.body#/url} operation POST request.body id", "outbound"),
        ("POST /orders callback paid expression {$request.body#/url} operation POST response.200", "inbound"),
        ("schema Order total", ""),
        ("GET /orders/*", ""),
        ("", ""),
    ],
)
def test_direction(address: str, direction: str) -> None:
    assert direction_of(address) == direction


def test_a_document_written_by_the_other_side_is_read_the_other_way() -> None:
    assert direction_of("GET /orders response.200.body id", "client") == "inbound"
    assert direction_of("GET /orders", "client") == "both"


@pytest.mark.parametrize(
    ("said", "declared", "address", "pattern"),
    [
        (None, (), "GET /orders", "sync"),
        (None, (), "send order.submitted payload", "event"),
        (None, ("sync", "event"), "send order.submitted payload", "event"),
        (None, ("event",), "GET /orders", "event"),
        (None, ("batch", "sync"), "send /outbound/products.jsonl payload", "batch"),
        ("batch", ("sync",), "GET /orders", "batch"),
        (None, ("sync", "event"), "", ""),
    ],
)
def test_pattern(said: str | None, declared: tuple[str, ...], address: str, pattern: str) -> None:
    consumption = Consumption("app", "orders/v2", AT, pattern=said)
    assert pattern_of(consumption, address, replace(ENTRY, qualities=Qualities(pattern=declared))) == pattern


def test_a_consumption_is_a_place_and_who_uses_it() -> None:
    use = Use("GET /orders", Origin(AT.file, ("consumes", 0, "uses", 0)))
    has, used = of_consumption(Consumption("app", "orders/v2", AT, (use,), evidence=("pact",)), ENTRY)
    place = Vertex(Kind.ADDRESS, "orders/v2 GET /orders")
    assert (has.source, has.target, has.relation) == (Vertex(Kind.CONTRACT, "orders/v2"), place, Relation.HAS)
    assert (used.source, used.target, used.known) == (place, Vertex(Kind.SERVICE, "app"), ("pact",))
    assert used.origin == use.origin
    (whole,) = of_consumption(Consumption("app", "orders/v2", AT), ENTRY)
    assert whole.source == Vertex(Kind.CONTRACT, "orders/v2")


def test_a_workflow_goes_through_contracts_and_other_workflows() -> None:
    text = WORKFLOW + "  - workflowId: whole\n    steps: [{stepId: first, workflowId: order-to-cash}]\n"
    flows = read_workflows(document(text).tree, "workflows/sell.arazzo.yaml")
    edges = [edge for flow in flows for edge in of_workflow(flow, lambda path: path.partition("/")[2] or None)]
    assert [(edge.source.name, edge.relation, edge.target.name) for edge in edges] == [
        ("orders/v2/openapi.yaml", Relation.STEP, "order-to-cash"),
        ("order-to-cash", Relation.OWNED, "sales"),
        ("order-to-cash", Relation.STEP, "whole"),
        ("whole", Relation.OWNED, "sales"),
    ]


@pytest.mark.parametrize(
    ("kind", "file", "statement"),
    [
        ("consumes", "services/crm/consumes.yaml",
         Statement("use", "acme/accounts", "GET /accounts/{} response.200.body name")),
        ("consumes", "services/crm/consumes.yaml", Statement("pin", "acme/accounts", "7")),
        ("service", "services/crm/service.yaml", Statement("offer", "crm/customers")),
        ("service", "services/crm/service.yaml", Statement("owner", "crm", "links")),
        ("service", "services/crm/service.yaml",
         Statement("mapping", "acme/accounts Account number", "customer/v1 customerId")),
        ("vendor", "vendors/acme/vendor.yaml", Statement("offer", "acme/accounts")),
        ("workflow", "workflows/sell.arazzo.yaml", Statement("step", "order-to-cash", "read")),
        (None, "services/crm/customers/openapi.yaml", Statement("reference", "schemas/customer/v1.yaml")),
    ],
)  # fmt: skip
def test_what_a_file_states(kind: str | None, file: str, statement: Statement) -> None:
    text = LANDSCAPE[file]
    assert isinstance(text, str)
    assert statement in statements(kind, document(text, file).tree, file)


def test_a_file_of_another_shape_states_nothing() -> None:
    for kind in ("consumes", "service", "vendor", "workflow", None):
        assert all(not each.about or each.what == "owner" for each in statements(kind, ["?"], "a.yaml"))
