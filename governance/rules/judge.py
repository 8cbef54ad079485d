"""The findings of all rules that are on: one function for each kind of thing that is judged.

Work is that of the thing itself and of what rules ask the surroundings for it, never that of the whole catalog.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from catalog.frozen import dataclass
from catalog.model.consumption import Consumption
from catalog.model.contract import Contract
from catalog.model.domain import Domain
from catalog.model.policy import Policy, Waiver
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.model.workflow import Workflow
from governance.findings import Finding, Severity
from governance.rules.engine.naming import Namer, Unnamed
from governance.rules.engine.profiles import severity_of
from governance.rules.engine.rule import Context, Rule
from governance.rules.engine.surroundings import UNASKED, Surroundings
from governance.rules.engine.walk import NODES, nodes_of
from governance.rules.registry import RULES

DOCUMENT = "document"


def judge_contract(
    contract: Contract, entry: ContractEntry | None, around: Surroundings, policy: Policy
) -> tuple[Finding, ...]:
    """What rules find in a contract's document. `entry` is None for a document that no catalog declares."""
    profile = DOCUMENT if entry is None else profile_of(entry, around)
    alone = judge_document(contract, entry, profile, policy)
    return (*alone, *judge_among_others(contract, entry, around, policy))


def judge_document(
    contract: Contract, entry: ContractEntry | None, profile: str | None, policy: Policy
) -> tuple[Finding, ...]:
    """What rules find that ask about nothing but the document, its entry and the policy: the same wherever and whenever
    these are the same."""
    return document_violations(contract, entry, profile, policy).findings()


@dataclass(frozen=True, slots=True)
class Violations:
    """What rules found, without names: those cost more than to find it."""

    context: Context
    found: tuple[Unnamed, ...]

    def findings(self, wanted: Container[int] | None = None) -> tuple[Finding, ...]:
        """All of them, or those at these positions, named."""
        chosen = self.found if wanted is None else tuple(u for at, u in enumerate(self.found) if at in wanted)
        return tuple(Namer(self.context).findings(chosen))


def document_violations(
    contract: Contract, entry: ContractEntry | None, profile: str | None, policy: Policy
) -> Violations:
    """`judge_document` before anything is named."""
    return _in_document(Context(UNASKED, policy, contract, entry), contract, profile, False)


def judge_among_others(
    contract: Contract, entry: ContractEntry | None, around: Surroundings, policy: Policy
) -> tuple[Finding, ...]:
    """What the other rules on contracts find."""
    profile = DOCUMENT if entry is None else profile_of(entry, around)
    return _in_document(Context(around, policy, contract, entry), contract, profile, True).findings()


def _in_document(context: Context, contract: Contract, profile: str | None, among_others: bool) -> Violations:
    on = switched_on(profile, context.policy, frozenset(NODES))
    on = tuple((rule, severity) for rule, severity in on if rule.among_others is among_others)
    wanted = frozenset(kind for rule, _ in on for kind in rule.on)
    return Violations(context, tuple(_violations(on, nodes_of(contract, wanted), context)))


def judge_service(
    service: Service, around: Surroundings, policy: Policy, unasked: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """What rules find in a service's descriptors: itself, the contracts it offers, and those it uses; `unasked` are ids
    of rules that are left out."""
    nodes = (service, *service.contracts, *around.consumptions_by(service.name))
    on = switched_on(layer_profile(service, around), policy, frozenset(map(type, nodes)))
    asked = tuple((rule, severity) for rule, severity in on if rule.id not in unasked)
    return tuple(_found(asked, nodes, Context(around, policy)))


OWNERSHIP = frozenset(("missing-owner", "owner-not-in-codeowners"))
"""Rules about who answers for something: all that teams and CODEOWNERS may change."""


def judge_ownership(owned: Service | Vendor, around: Surroundings, policy: Policy) -> tuple[Finding, ...]:
    """What OWNERSHIP finds in the descriptor of a service or a vendor."""
    profile = layer_profile(owned, around) if isinstance(owned, Service) else around.vendor_profile
    on = switched_on(profile, policy, frozenset((type(owned),)))
    asked = tuple((rule, severity) for rule, severity in on if rule.id in OWNERSHIP)
    return tuple(_found(asked, (owned,), Context(around, policy)))


def judge_uses(
    uses: tuple[Consumption, ...], service: Service, around: Surroundings, policy: Policy
) -> tuple[Finding, ...]:
    """What rules find in some of the contracts that a service uses."""
    return _judged(uses, layer_profile(service, around), around, policy)


def judge_vendor(vendor: Vendor, around: Surroundings, policy: Policy) -> tuple[Finding, ...]:
    """What rules find in a vendor's descriptor."""
    return _judged((vendor, *vendor.contracts), around.vendor_profile, around, policy)


def judge_workflow(workflow: Workflow, around: Surroundings, policy: Policy) -> tuple[Finding, ...]:
    """What rules find in one business process."""
    return _judged((workflow,), None, around, policy)


def judge_domain(domain: Domain, around: Surroundings, policy: Policy) -> tuple[Finding, ...]:
    """What rules find in a domain."""
    return _judged((domain,), None, around, policy)


def judge_waivers(
    waivers: Iterable[Waiver], around: Surroundings, policy: Policy, known: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """What rules find in the register of waivers; `known` are all rule ids there are."""
    return _judged(tuple(waivers), None, around, policy, known)


def judge_policy(policy: Policy, around: Surroundings, known: frozenset[str]) -> tuple[Finding, ...]:
    """What rules find in the policy itself."""
    return _judged((policy,), None, around, policy, known)


def profile_of(entry: ContractEntry, around: Surroundings) -> str | None:
    """The profile that a contract is judged by: its layer's, or that of vendors."""
    if entry.owner_kind == "vendor":
        return around.vendor_profile
    service = around.service(entry.owner)
    return layer_profile(service, around) if service else None


def layer_profile(service: Service, around: Surroundings) -> str | None:
    """The profile of a service's layer; None where the catalog has no such layer."""
    return next((layer.profile for layer in around.layers if layer.name == around.layer_of(service)), None)


def is_about_descriptors(rule_id: str) -> bool:
    """Whether it is one of RULES that looks at what descriptors say, not at documents."""
    return any(rule.id == rule_id and not set(rule.on) <= set(NODES) for rule in RULES)


def severity_in(rule_id: str, entry: ContractEntry | None, around: Surroundings, policy: Policy) -> Severity | None:
    """How much one of RULES matters for a contract; None for an id that is none of them, or is off."""
    rule = next((each for each in RULES if each.id == rule_id), None)
    return severity_of(rule, profile_of(entry, around) if entry else None, policy) if rule else None


def switched_on(profile: str | None, policy: Policy, kinds: frozenset[type]) -> tuple[tuple[Rule, Severity], ...]:
    """The rules on these kinds of nodes that are not off, with their severities."""
    found = ((rule, severity_of(rule, profile, policy)) for rule in RULES if kinds & frozenset(rule.on))
    return tuple((rule, severity) for rule, severity in found if severity is not None)


def _judged(
    nodes: tuple[object, ...],
    profile: str | None,
    around: Surroundings,
    policy: Policy,
    known: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    on = switched_on(profile, policy, frozenset(map(type, nodes)))
    return tuple(_found(on, nodes, Context(around, policy, known_rules=known)))


def _found(on: tuple[tuple[Rule, Severity], ...], nodes: Iterable[object], context: Context) -> Iterator[Finding]:
    yield from Namer(context).findings(tuple(_violations(on, nodes, context)))


def _violations(on: tuple[tuple[Rule, Severity], ...], nodes: Iterable[object], context: Context) -> Iterator[Unnamed]:
    by_kind: dict[type, list[tuple[Rule, Severity]]] = {}
    for rule, severity in on:
        for kind in rule.on:
            by_kind.setdefault(kind, []).append((rule, severity))
    for node in nodes:
        for rule, severity in by_kind.get(type(node), ()):
            for violation in rule.check(node, context):
                worst = violation.at_most or severity
                yield Unnamed(rule, max(severity, worst, key=lambda each: each.rank), node, violation)
