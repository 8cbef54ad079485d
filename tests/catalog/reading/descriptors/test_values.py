"""Descriptors as frozen values; what is wrong in one place hides nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.model.consumption import Migration
from catalog.model.quality import (
    DeadLetters,
    Idempotency,
    Lifecycle,
    Origin,
    Qualities,
    Replay,
    Residency,
    Retention,
    Slo,
    Window,
)
from catalog.model.service import FieldMapping, Upcoming
from catalog.model.vendor import VendorRelease
from catalog.model.workflow import Checkpoint
from catalog.reading.descriptors.consumes import read_consumptions
from catalog.reading.descriptors.estate import read_estate
from catalog.reading.descriptors.glossary import read_domain, read_teams, read_term
from catalog.reading.descriptors.policy import read_acceptance, read_policy, read_waiver
from catalog.reading.descriptors.service import read_service
from catalog.reading.descriptors.vendor import read_vendor
from catalog.reading.descriptors.workflow import read_workflows
from tests.builders.descriptors import document, example


def listing(*files: str):
    return lambda folder: tuple(file for file in files if not folder or file.startswith(f"{folder}/"))


def test_a_service() -> None:
    files = ("s/quote-to-order/orders/v1/openapi.yaml", "s/quote-to-order/orders/v2/openapi.json")
    service = read_service(document(example("service", 1)).tree, "s/quote-to-order/service.yaml", listing(*files))
    assert (service.name, service.layer, service.domain, service.owner) == (
        "quote-to-order",
        "process",
        "order",
        "order-integration",
    )
    v1, v2, events = service.contracts
    assert (v1.id, v1.path, v1.owner, v1.owner_kind) == ("orders/v1", files[0], "quote-to-order", "service")
    assert v1.lifecycle.sunset == date(2027, 6, 30)
    assert v1.qualities.slo == service.qualities.slo
    assert (v2.path, v2.label, v2.lifecycle) == (files[1], "2.1.0", Lifecycle("active"))
    assert events.path == ""
    assert events.origin == Origin("s/quote-to-order/service.yaml", ("contracts", 2))
    assert events.qualities.replay == Replay(True, "P14D", "per-key")
    assert events.qualities.dlq == DeadLetters("order.order.submitted.v1.dlq", "order-integration", "P30D")
    assert events.qualities.slo is not None
    assert events.qualities.slo.freshness_s == 30
    assert service.qualities.retention == Retention("P10Y", "§ 147 AO, § 257 HGB")
    assert service.qualities.residency == Residency(("eu",), ("Halden Works GmbH",))


def test_a_system_service_and_its_mapping() -> None:
    service = read_service(document(example("service", 2)).tree, "crm/service.yaml", listing())
    assert service.vendor is not None
    assert service.vendor.next_window == Window(date(2027, 2, 5), date(2027, 2, 20))
    (mapping,) = service.mapping
    assert (mapping.contract, mapping.schema, mapping.entity) == ("salesforce/sobjects", "Account", "customer/v2")
    assert mapping.fields[2] == FieldMapping("Description", "note", loss="cut after 2,000 characters")
    assert mapping.unmapped == (("Jigsaw", "no business meaning"),)


@pytest.mark.parametrize(
    ("contract_id", "file"),
    [
        ("pricing", "c/pricing/openapi.yaml"),
        ("pricing", "c/pricing/pricing/asyncapi.yml"),
        ("pricing/prices", "c/pricing/prices/openapi.json"),
        ("prices/v1", "c/pricing/prices/v1/openapi.yaml"),
        ("pricing/prices", "c/pricing/pricing/prices/openapi.yaml"),
    ],
)
def test_where_a_document_is_looked_for(contract_id: str, file: str) -> None:
    tree = {"contracts": [contract_id]}
    (entry,) = read_service(tree, "c/pricing/service.yaml", listing(file)).contracts
    assert entry.path == file


def test_a_path_may_lead_elsewhere() -> None:
    tree = {"contracts": [{"id": "a", "path": "../../api/openapi.yaml"}]}
    (entry,) = read_service(tree, "c/a/service.yaml", listing("api/openapi.yaml")).contracts
    assert entry.path == "api/openapi.yaml"


def test_a_vendor_and_its_announced_releases() -> None:
    folder = "v/salesforce"
    files = (
        f"{folder}/sobjects/openapi.yaml",
        f"{folder}/sobjects/upcoming/68.0/openapi.yaml",
        f"{folder}/change-events/asyncapi.yaml",
        f"{folder}/change-events/upcoming/69.0/asyncapi.yaml",
    )
    vendor = read_vendor(document(example("vendor")).tree, f"{folder}/vendor.yaml", listing(*files))
    sobjects, events = vendor.contracts
    assert (sobjects.path, sobjects.label, sobjects.version_scheme) == (files[0], "67.0", "vendor")
    assert sobjects.path_version == "/services/data/v{label}/"
    assert sobjects.serves == ("64.0", "65.0", "66.0", "67.0")
    assert sobjects.upcoming == (Upcoming("68.0", files[1]),)
    assert (events.path, events.path_version, events.line) == (files[2], "/data/v{label}/", "cdc")
    assert [(r.label, r.documents) for r in vendor.releases] == [
        ("66.0", ()),
        ("67.0", ()),
        ("68.0", ("salesforce/sobjects",)),
        ("69.0", ("salesforce/change-events",)),
    ]
    assert vendor.labels == ("66.0", "67.0", "68.0", "69.0", "64.0", "65.0")
    assert vendor.notes["paging"] == "nextRecordsUrl until done"


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 1, 1), "announced"),
        (date(2026, 2, 1), "preview"),
        (date(2026, 3, 1), "released"),
        (date(2028, 3, 1), "deprecated"),
        (date(2029, 3, 1), "retired"),
    ],
)
def test_the_state_of_a_release_on_a_day(today: date, state: str) -> None:
    release = VendorRelease(
        "1",
        preview=date(2026, 2, 1),
        production=date(2026, 3, 1),
        deprecated=date(2028, 3, 1),
        retirement=date(2029, 3, 1),
    )
    assert release.state(today) == state
    assert VendorRelease("2").state(today) == "announced"


def test_consumptions_at_operation_and_field_level() -> None:
    crm, events = read_consumptions(document(example("consumes")).tree, "f", "salesforce-crm")
    assert [use.address for use in crm.uses] == [
        "POST /sobjects/Account",
        "GET /sobjects/Account/{} response.200.body Name",
        "GET /sobjects/Account/{} response.200.body Id",
        "GET /sobjects/Account/{} response.200.body BillingCountry",
        "GET /sobjects/Account/{} response.200.body Fax",
    ]
    assert [use.strict for use in crm.uses] == [True, True, False, False, False]
    assert crm.uses[-1].origin.pointer == ("consumes", 0, "uses", 2, "fields", 2)
    assert (crm.service, crm.contract, crm.pin, crm.evidence) == (
        "salesforce-crm",
        "salesforce/sobjects",
        "67.0",
        ("declared",),
    )
    assert events.idempotency == Idempotency("eventId", "P7D")
    assert events.migration == Migration("order-events-v2", date(2027, 3, 31), "new field names")
    assert not events.strict


def test_a_strict_service_is_strict_everywhere_it_does_not_say_otherwise() -> None:
    tree = {"consumes": [{"contract": "a", "uses": ["x"]}, {"contract": "b", "strict": False, "uses": ["y"]}]}
    assert [c.strict for c in read_consumptions(tree, "f", "s", strict=True)] == [True, False]


def test_the_glossary() -> None:
    domain = read_domain(document(example("domain")).tree, "domains/order.yaml")
    assert (domain.name, domain.title, domain.entities) == ("order", "Order", ("order",))
    (team,) = read_teams(document(example("teams")).tree, "teams.yaml")
    assert (team.name, team.escalation.phone, team.codeowners) == (
        "order-integration",
        "+49 555 0100",
        "@halden/order-integration",
    )
    account = read_term(document(example("term", 0)).tree, "terms/crm-account.yaml")
    assert (account.name, account.term, account.context) == ("crm-account", "account", "CRM")
    assert account.vendor_names[0].name == "Account"
    status = read_term(document(example("term", 1)).tree, "terms/order-status.yaml")
    assert status.values[1].vendor_values == (("salesforce", ("Activated",)), ("sap-s4", ("B", "C")))


def test_the_catalog() -> None:
    estate = read_estate(document(example("catalog")).tree, "catalog.yaml")
    assert estate.as_of == date(2026, 11, 25)
    assert [(layer.name, layer.uses) for layer in estate.layers] == [
        ("experience", ("process",)),
        ("process", ("process", "system")),
        ("system", ()),
    ]
    assert [layer.name for layer in read_estate({"name": "A"}, "c").layers] == ["experience", "process", "system"]


def test_policy_waiver_and_acceptance() -> None:
    policy = read_policy(document(example("policy")).tree, "policy/policy.yaml")
    assert policy.profiles["process"].rules["money-as-float"] == "error"
    assert policy.approvers["integration-board"] == ("team/architecture", "m.hartmann")
    assert policy.slo_floors["pricing"] == Slo(latency_p95_ms=800, availability=99.5)
    assert (policy.waivers.max_days_error, policy.waivers.approver_group) == (90, "integration-board")
    assert dict(read_policy(None, "p").notice_days) == {"beta": 31, "active": 180}
    waiver = read_waiver(document(example("waiver")).tree, "policy/waivers/w1.yaml")
    assert (waiver.id, waiver.expires, waiver.scope) == ("w1", date(2027, 1, 31), "instance")
    acceptance = read_acceptance(document(example("acceptance")).tree, "policy/acceptances/a1.yaml")
    assert (acceptance.id, acceptance.before, acceptance.accepted_by) == (
        "a1",
        "sha256:9c1e5a0d7f3b",
        ("team/crm-platform",),
    )


ARAZZO = """
arazzo: 1.0.1
info: {title: Quote to cash, version: 1.0.0}
x-owner: team/order-domain
sourceDescriptions:
  - {name: orders, url: ../services/quote-to-order/orders/v2/openapi.yaml, type: openapi}
  - {name: events, url: ../services/quote-to-order/order-events/asyncapi.yaml, type: asyncapi}
workflows:
  - workflowId: quote-to-cash
    x-workflow-type: submission
    x-slo: {latency_p95_ms: 2000}
    x-checkpoints: [{state: submitted, event: orders/v2 POST /orders, within_s: 5}]
    steps:
      - {stepId: submit, operationId: $sourceDescriptions.orders.submitOrder, x-compensation: cancel}
      - {stepId: price, operationPath: "{$sourceDescriptions.orders.url}#/paths/~1prices/post"}
      - {stepId: wait, channelPath: "{$sourceDescriptions.events.url}#/channels/submitted", x-checkpoint: submitted}
      - {stepId: again, workflowId: other}
"""


def test_a_workflow() -> None:
    (workflow,) = read_workflows(document(ARAZZO).tree, "c/workflows/quote-to-cash.arazzo.yaml")
    assert (workflow.id, workflow.title, workflow.owner) == ("quote-to-cash", "Quote to cash", "order-domain")
    assert (workflow.workflow_type, workflow.slo) == ("submission", Slo(latency_p95_ms=2000))
    assert workflow.sources[0].path == "c/services/quote-to-order/orders/v2/openapi.yaml"
    assert workflow.checkpoints == (Checkpoint("submitted", "orders/v2 POST /orders", 5),)
    submit, price, wait, again = workflow.steps
    assert (submit.source, submit.operation_id, submit.compensation) == ("orders", "submitOrder", "cancel")
    assert (price.source, price.operation_path) == ("orders", "/paths/~1prices/post")
    assert (wait.source, wait.channel_path, wait.checkpoint) == ("events", "/channels/submitted", "submitted")
    assert (again.source, again.workflow) == (None, "other")
    assert wait.origin.pointer == ("workflows", 0, "steps", 2)


def test_a_contracts_own_promises_come_first() -> None:
    own, owners = Qualities(compat="FULL"), Qualities(compat="BACKWARD", classification="internal")
    assert own.over(owners) == Qualities(compat="FULL", classification="internal")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("contracts", "id", "owner", "lifecycle", "slo", "releases", "label", "vendor", "mapping",
                             "fields", "consumes", "uses", "at", "teams", "values", "layers", "workflows", "steps",
                             "profiles", "waivers", "path", "dlq", "stage", "as_of", "serves", "operationId")),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
def test_reading_never_fails(tree) -> None:
    nothing = listing()
    for read in (
        read_domain,
        read_teams,
        read_term,
        read_estate,
        read_policy,
        read_waiver,
        read_acceptance,
        read_workflows,
    ):
        read(tree, "f/x.yaml")
    read_service(tree, "s/x/service.yaml", nothing)
    read_vendor(tree, "v/x/vendor.yaml", nothing)
    read_consumptions(tree, "s/x/consumes.yaml", "x")
