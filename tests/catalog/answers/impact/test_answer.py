"""Who is hit by each kind of place, by which path, and how sure that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.impact.shape import Impact
from catalog.graph.edges import Confidence, Relation
from tests.builders.git import GitRepository
from tests.builders.landscape import WORKFLOW, impact_of, landscape, told

BEYOND_ORDERS = ["service portal through possible", "workflow order-to-cash through possible"]
BEYOND_CRM = ["service orders through possible", "service watch through possible", *BEYOND_ORDERS]
MAPPED = ["service crm direct certain", "service orders through likely", *BEYOND_CRM[1:]]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    return landscape(tmp_path_factory.mktemp("landscape") / "r")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        # an announced release that takes `number` away: crm reads it, and maps it onto what orders reads
        ("acme 8", MAPPED),
        ("acme/accounts@8", MAPPED),
        ("acme Spring", MAPPED),
        # another that changes more, and nothing that anybody uses
        ("acme 9", []),
        # a release that is live hits who pins it; one that nobody pins, nobody
        ("acme 7", ["service crm direct certain", *BEYOND_CRM]),
        ("acme 6", []),
        ("acme/accounts GET /accounts/{} response.200.body number",
         MAPPED),
        ("acme/accounts GET /accounts/{} response.200.body fax", []),
        ("acme/accounts GET /reports", []),
        ("acme/accounts GET /accounts/{id}", ["service crm direct certain", *BEYOND_CRM]),
        ("acme/ledger", []),
        ("crm", ["service orders direct certain", "service watch direct certain", *BEYOND_ORDERS]),
        ("crm/customers GET /pings", ["service watch direct certain"]),
        ("orders/v2", ["service portal direct certain", "workflow order-to-cash direct certain"]),
        # portal reads the list: its items are the same schema; the workflow calls the operation, and says no more
        ("orders/v2 GET /orders/{} response.200.body total",
         ["service portal direct likely", "workflow order-to-cash direct likely"]),
        ("orders/v2 GET /orders/{}", ["workflow order-to-cash direct certain"]),
        ("orders/v2 schema Order total", ["service portal direct certain", "workflow order-to-cash direct likely"]),
        ("orders/v2 schema Order state", ["workflow order-to-cash direct likely"]),
        # crm offers what refers to it, and orders uses the field; watch uses neither
        ("customer/v1 customerId", ["service crm direct certain", "service orders direct certain", *BEYOND_ORDERS]),
        ("customer/v1 address.city", ["service crm direct certain"]),
        ("customer", ["service crm direct certain", "service orders direct certain", *BEYOND_ORDERS]),
        ("order-to-cash", ["service orders direct certain"]),
        ("team/links", ["service orders direct certain", *BEYOND_ORDERS]),
        ("sales", []),
    ],
)  # fmt: skip
def test_who_is_hit(place: str, expected: list[str], repository: GitRepository) -> None:
    found = impact_of(repository, place)
    assert sorted(told(found)) == sorted(expected)
    assert found.hit is bool(expected)
    assert bool(found.why) is not bool(expected)


def service(found: Impact, name: str) -> list[tuple[str, Relation, str, str]]:
    hit = next(each for each in found.services if each.name == name)
    return [
        (hop.source.name, hop.relation, hop.target.name, f"{hop.evidence.file}:{hop.evidence.line}")
        for hop in hit.reached.path if hop.evidence
    ]  # fmt: skip


def test_a_path_names_each_hop_with_the_line_that_says_so(repository: GitRepository) -> None:
    number, customer = (
        "acme/accounts GET /accounts/{} response.200.body number",
        "crm/customers GET /customers/{} response.200.body customerId",
    )
    assert service(impact_of(repository, "acme 8"), "orders") == [
        ("acme 8", Relation.CHANGES, number, "vendors/acme/accounts/upcoming/8/openapi.yaml:23"),
        (number, Relation.USED, "crm", "services/crm/consumes.yaml:7"),
        ("crm", Relation.OFFERS, customer, "services/crm/service.yaml:11"),
        (customer, Relation.USED, "orders", "services/orders/consumes.yaml:4"),
    ]


def test_a_hop_says_pattern_direction_and_how_it_is_known(repository: GitRepository) -> None:
    hit = impact_of(repository, "acme 8").services[0]
    used = hit.reached.path[-1]
    assert (used.pattern, used.direction) == ("sync", "outbound")
    assert used.evidence
    assert used.evidence.known == ("declared", "traffic")
    assert (hit.owner, hit.uses) == ("links", ("acme/accounts GET /accounts/{} response.200.body number",))


def test_what_lies_between_is_named_where_it_is_only_possible(repository: GitRepository) -> None:
    found = impact_of(repository, "acme 8")
    portal = next(each for each in found.services if each.name == "portal")
    assert portal.reached.because == "it depends on what orders does with it"
    assert (portal.reached.distance, portal.reached.confidence) == (3, Confidence.POSSIBLE)
    assert [(each.service, each.behind) for each in found.bottlenecks] == [
        ("crm", ("orders", "portal", "watch")), ("orders", ("portal",)),
    ]  # fmt: skip


def test_workflows_have_their_class_objectives_and_steps(repository: GitRepository) -> None:
    (flow,) = impact_of(repository, "orders/v2").workflows
    assert (flow.workflow_type, flow.owner, flow.steps) == ("status-propagation", "sales", ("read",))
    assert flow.slo
    assert flow.slo.freshness_s == 900


def test_teams_answer_for_what_is_hit_and_can_be_reached(repository: GitRepository) -> None:
    links, sales = impact_of(repository, "acme 8").teams
    assert (links.name, links.services, links.reached.direct) == ("links", ("crm", "watch"), True)
    assert (sales.name, sales.services, sales.workflows) == ("sales", ("orders", "portal"), ("order-to-cash",))
    assert sales.contact
    assert sales.contact.chat == "#sales"
    assert links.reached.path[-1].relation is Relation.OWNED
    assert links.reached.path[-1].evidence
    assert links.reached.path[-1].evidence.file == "services/crm/service.yaml"


def test_a_release_that_hits_says_with_what_and_whom(repository: GitRepository) -> None:
    (release,) = impact_of(repository, "acme 8").releases
    (change,) = release.hits
    assert (release.label, release.name, release.state) == ("8", "Spring", "announced")
    assert (change.rule, change.effect) == ("outbound-property-removed", "breaks")
    assert change.uses == (("crm", ("acme/accounts GET /accounts/{} response.200.body number",)),)
    assert change.workflows == ("order-to-cash",)
    assert change.hint.startswith("Have crm stop using the place")


def test_a_release_that_only_looks_frightening_says_why_nobody_is_hit(repository: GitRepository) -> None:
    found = impact_of(repository, "acme 9")
    (release,) = found.releases
    assert release.hits == ()
    assert [change.message for change in release.idle] == ["fax was removed"]
    assert dict(release.safe)["outbound-property-added"] == 3
    assert "the 1 that break or may break are at places that nobody uses (crm uses others)" in found.why


def test_contracts_without_a_document_of_the_release_are_not_known(repository: GitRepository) -> None:
    notes = ("there is no document of 8 for acme/ledger: what it changes there is not known",)
    assert impact_of(repository, "acme 8").notes == notes


def test_a_vendor_is_told_with_what_its_announced_releases_do(repository: GitRepository) -> None:
    found = impact_of(repository, "acme")
    assert [(each.label, len(each.hits)) for each in found.releases] == [("8", 1), ("9", 0)]


def test_depth_leaves_out_what_is_farther_and_says_so(repository: GitRepository) -> None:
    found = impact_of(repository, "acme/accounts", farthest=2)
    assert [each.name for each in found.services] == ["crm", "orders", "watch"]
    assert found.notes == ("1 services farther away are left out, as asked",)
    assert [each.name for each in impact_of(repository, "team/links", farthest=1).services] == ["orders"]


def test_contracts_that_refer_to_an_entity_are_hit_at_their_operations(repository: GitRepository) -> None:
    crm = next(each for each in impact_of(repository, "customer/v1 name").contracts if each.id == "crm/customers")
    assert crm.places == ("crm/customers GET /customers/{} response.200.body name",)
    assert crm.reached.direct


def test_an_event_that_shows_a_checkpoint_reaches_the_workflow(tmp_path: Path) -> None:
    flow = "x-checkpoints: [{state: read, event: 'crm/customers GET /pings'}]\n" + WORKFLOW
    repository = landscape(tmp_path / "r", {"workflows/sell.arazzo.yaml": flow})
    assert "workflow order-to-cash direct certain" in told(impact_of(repository, "crm/customers GET /pings"))
    assert "workflow order-to-cash direct certain" in told(impact_of(repository, "crm"))
    field = told(impact_of(repository, "crm/customers GET /pings response.200.body at"))
    assert "workflow order-to-cash direct likely" in field
    assert "workflow order-to-cash direct certain" not in told(impact_of(repository, "customer/v1 name"))


def test_a_step_that_does_not_say_in_which_document_may_be_in_any(tmp_path: Path) -> None:
    second = "  - {name: crm, url: ../services/crm/customers/openapi.yaml, type: openapi}\nworkflows:"
    repository = landscape(tmp_path / "r", {"workflows/sell.arazzo.yaml": WORKFLOW.replace("workflows:", second)})
    for place in ("orders/v2", "crm/customers"):
        assert "workflow order-to-cash direct likely" in told(impact_of(repository, place))


def test_a_pattern_of_uses_is_hit_by_name(tmp_path: Path) -> None:
    uses = "consumes:\n  - contract: orders/v2\n    pin: v2\n    uses: [GET /orders/*]\n"
    repository = landscape(tmp_path / "r", {"services/portal/consumes.yaml": uses})
    assert "service portal direct certain" in told(impact_of(repository, "orders/v2 GET /orders/{}"))
    assert "service portal direct certain" not in told(impact_of(repository, "orders/v2 GET /orders"))


def test_whoever_uses_a_whole_contract_is_hit_by_every_place(tmp_path: Path) -> None:
    uses = "consumes:\n  - contract: orders/v2\n    pin: v2\n"
    repository = landscape(tmp_path / "r", {"services/portal/consumes.yaml": uses})
    for place in ("orders/v2", "orders/v2 GET /orders/{} response.200.body state"):
        assert "service portal direct certain" in told(impact_of(repository, place))


def test_what_cannot_be_read_is_not_taken_for_nothing(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r", {"services/portal/consumes.yaml": "consumes: [\n"})
    found = impact_of(repository, "orders/v2 GET /orders")
    assert found.hit is None
    assert any("services/portal/consumes.yaml" in note for note in found.notes)


def test_an_announced_document_that_cannot_be_read_leaves_the_answer_open(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r", {"vendors/acme/accounts/upcoming/9/openapi.yaml": "a: [\n"})
    found = impact_of(repository, "acme 9")
    assert found.hit is None
    assert "could not be compared" in found.why


def test_services_that_use_each_other_end(tmp_path: Path) -> None:
    uses = "consumes:\n  - contract: orders/v2\n    pin: v2\n    uses: ['GET /orders/{}']\n"
    repository = landscape(tmp_path / "r", {"services/crm/consumes.yaml": uses})
    assert told(impact_of(repository, "crm")) == [
        "service orders direct certain", "service watch direct certain", "service portal through possible",
        "workflow order-to-cash through possible",
    ]  # fmt: skip


def test_an_earlier_revision_is_asked_as_it_was(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r")
    repository.commit({"services/portal/consumes.yaml": "consumes: []\n"})
    assert told(impact_of(repository, "orders/v2", "HEAD")) == ["workflow order-to-cash direct certain"]
    assert "service portal direct certain" in told(impact_of(repository, "orders/v2", "HEAD~1"))
