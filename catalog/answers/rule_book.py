"""Rules asked about a catalog, or about a document that belongs to none; and what waivers do to the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalog.answers.surroundings import SnapshotSurroundings
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.domain import Domain
from catalog.model.pointer import print_pointer
from catalog.model.policy import Policy, Waiver
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.model.workflow import Workflow
from catalog.reading.addresses.lookup import places_of, resolve
from catalog.repository.snapshot import Snapshot
from governance.compatibility.opinions import OPINIONS
from governance.findings import Finding
from governance.lifecycle.telling import RULES as LIFECYCLE
from governance.rules.engine.surroundings import Alone
from governance.rules.judge import (
    Violations,
    document_violations,
    judge_among_others,
    judge_contract,
    judge_domain,
    judge_ownership,
    judge_policy,
    judge_service,
    judge_uses,
    judge_vendor,
    judge_waivers,
    judge_workflow,
    profile_of,
)
from governance.rules.registry import known_rule_ids
from governance.rules.waiving import covers, excused, orphaned, unused
from governance.validation.structure import RULES as STRUCTURE

OTHERS: tuple[str, ...] = tuple(
    """
    ambiguous-number ambiguous-path document-unreadable duplicate-key duplicate-operation-id duplicate-parameter
    more-problems not-finite not-json reference-unresolvable undeclared-channel-parameter
    undeclared-path-parameter self-defined-schema undefined-security-scheme unknown-specification unknown-tag
    unmergeable unused-path-parameter consumed-place-unknown contract-document-missing contract-id-duplicate
    contract-undeclared descriptor-key-missing descriptor-key-unknown workflow-step-unknown descriptor-misplaced
    descriptor-missing descriptor-name-unknown descriptor-value-invalid path-not-utf-8 submodule symlink-unusable
    acceptance-stale acceptance-unused consumer-unacknowledged contract-id-taken layer-changed policy-weakened
    """.split()  # noqa: SIM905
)
"""Ids of findings that documents, descriptors and the gate have, beside those with pages."""

ELSEWHERE = ("workflow", "domain", "policy")
"""First words of addresses that lead into no contract; see `governance.rules`."""


def all_rule_ids() -> frozenset[str]:
    """Every rule that a policy or waiver may name."""
    return known_rule_ids(OPINIONS, STRUCTURE, LIFECYCLE, OTHERS)


def document_findings(contract: Contract, today: date) -> tuple[Finding, ...]:
    """What rules say of a document that belongs to no catalog."""
    return judge_contract(contract, None, Alone(today), Policy(Origin("")))


@dataclass(frozen=True)
class RuleBook:
    """The rules as a catalog's policy sets them, on a day.

    `ruling` is whose policy, layers and profiles count, by default the snapshot's own; `elsewhere` is a catalog that
    knows, and excuses, what this one does not.
    """

    snapshot: Snapshot
    today: date
    ruling: Snapshot | None = None
    elsewhere: Snapshot | None = None

    @cached_property
    def around(self) -> SnapshotSurroundings:
        """What rules may ask."""
        return SnapshotSurroundings(self.snapshot, self.today, self.ruling, self.elsewhere)

    @property
    def policy(self) -> Policy:
        """The policy that counts."""
        return (self.ruling or self.snapshot).policy

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """By id; of two with one id the snapshot's own."""
        known = {**(self.elsewhere.waivers if self.elsewhere else {}), **self.snapshot.waivers}
        return tuple(known[name] for name in sorted(known))

    def of_contract(self, contract: Contract, entry: ContractEntry) -> tuple[Finding, ...]:
        """Of a contract's document."""
        return judge_contract(contract, entry, self.around, self.policy)

    def of_document(self, contract: Contract, entry: ContractEntry) -> tuple[Finding, ...]:
        """Of a contract's document, as far as rules ask about nothing else."""
        return self.violations(contract, entry).findings()

    def violations(self, contract: Contract, entry: ContractEntry) -> Violations:
        """`of_document` before anything is named."""
        return document_violations(contract, entry, self.profile_of(entry), self.policy)

    def of_contract_among_others(self, contract: Contract, entry: ContractEntry) -> tuple[Finding, ...]:
        """The rest of what `of_contract` tells."""
        return judge_among_others(contract, entry, self.around, self.policy)

    def profile_of(self, entry: ContractEntry) -> str | None:
        """The profile that a contract's document is judged by."""
        return profile_of(entry, self.around)

    def of_owner(self, owner: Service | Vendor, unasked: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
        """Of the descriptors of a service or a vendor; rules whose ids are `unasked` are left out."""
        if isinstance(owner, Service):
            return judge_service(owner, self.around, self.policy, unasked)
        return judge_vendor(owner, self.around, self.policy)

    def of_ownership(self, owner: Service | Vendor) -> tuple[Finding, ...]:
        """Of who answers for a service or a vendor, and nothing else."""
        return judge_ownership(owner, self.around, self.policy)

    def of_uses(self, service: Service, contracts: frozenset[str]) -> tuple[Finding, ...]:
        """Of what a service says of these contracts, which it uses."""
        uses = tuple(use for use in self.snapshot.consumptions_by(service.name) if use.contract in contracts)
        return judge_uses(uses, service, self.around, self.policy)

    def of_domain(self, domain: Domain) -> tuple[Finding, ...]:
        """Of a domain."""
        return judge_domain(domain, self.around, self.policy)

    def of_workflow(self, workflow: Workflow) -> tuple[Finding, ...]:
        """Of a business process."""
        return judge_workflow(workflow, self.around, self.policy)

    def of_policy(self) -> tuple[Finding, ...]:
        """Of the snapshot's own policy, whichever counts."""
        return judge_policy(self.snapshot.policy, self.around, all_rule_ids())

    def of_waivers(self, waivers: Iterable[Waiver]) -> tuple[Finding, ...]:
        """Of entries of the register of waivers."""
        return judge_waivers(waivers, self.around, self.policy, all_rule_ids())

    def of_the_rest(self) -> Iterator[Finding]:
        """Of domains, workflows, the policy and its waivers."""
        yield from (found for each in self.snapshot.domains.values() for found in self.of_domain(each))
        yield from (found for each in self.snapshot.workflows.values() for found in self.of_workflow(each))
        yield from self.of_policy()
        yield from self.of_waivers(self.waivers)

    def waived(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, with those that a waiver of today covers marked."""
        return tuple(found for found, _ in self.excused(findings))

    def excused(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Waiver | None]]:
        """The findings, each with the waiver of today that covers it and with the status that this gives."""
        return excused(findings, self.waivers, self.today, self.covers)

    def idle_waivers(self, findings: Iterable[Finding], about: Iterable[Waiver] | None = None) -> Iterator[Finding]:
        """Waivers (by default all) that cover none of the findings, and those whose place is gone."""
        waivers = self.waivers if about is None else tuple(about)
        yield from unused(waivers, findings, self.is_there, self.around.source, self.covers)
        yield from orphaned(waivers, self.is_there, self.around.source)

    def covers(self, waiver: Waiver, finding: Finding) -> bool:
        """Also where the waiver names the place of the finding by another operation that reaches it."""
        if covers(waiver, finding):
            return True
        if waiver.address is None or not covers(replace(waiver, address=finding.address, facet=None), finding):
            return False
        name = waiver.address.partition(" ")[0]
        if name not in self.snapshot.contracts or waiver.facet is not None or finding.pointers.revision is None:
            return False
        try:
            places = places_of(self.snapshot.contract(name), parse_address(waiver.address))
        except CatalogError:
            return False
        here = (finding.locations[0].file, finding.pointers.revision)
        return here in {(place.document.name, print_pointer(place.pointer)) for place in places}

    def is_there(self, waiver: Waiver) -> bool:
        """Whether the place of a waiver is there; a descriptor's counts as there as long as its owner is."""
        address = waiver.address or waiver.contract or ""
        name = address.partition(" ")[0]
        if name not in self.snapshot.contracts:
            return name in self.snapshot.services or name in self.snapshot.vendors or name.split("/")[0] in ELSEWHERE
        try:
            place = parse_address(address)
            return not place.steps or resolve(self.snapshot.contract(name), place) is not None
        except CatalogError:
            return False
