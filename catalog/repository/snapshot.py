"""The whole catalog at one revision, read lazily; DESIGN.md §1 (snapshot)."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from catalog.model.source import Json, SourceDocument
from catalog.repository.documents import Documents, Parsed
from catalog.repository.file_facts import tells_uses
from catalog.repository.joined import Joined
from catalog.repository.made import Made, Making, nothing
from catalog.repository.named import by_name, entities_of, files_by_kind, first_wins, known, no_document

if TYPE_CHECKING:
    from catalog.model.consumption import Consumption
    from catalog.model.contract import Contract
    from catalog.model.domain import CanonicalEntity, Domain
    from catalog.model.estate import Estate
    from catalog.model.policy import Acceptance, Policy, Waiver
    from catalog.model.problem import Problem
    from catalog.model.service import ContractEntry, Service
    from catalog.model.summary import Summary
    from catalog.model.team import Team
    from catalog.model.term import Term
    from catalog.model.vendor import Vendor
    from catalog.model.workflow import Workflow
    from catalog.repository.closures import Closures
    from catalog.repository.releases import Closure
    from catalog.repository.tree import Tree

T = TypeVar("T")


class Snapshot:
    """The catalog in a tree. Nothing is read before it is asked for, and each file at most once.

    A descriptor that cannot be read is left out of the values and told in `problems`; one that is only partly right
    gives what is right. `parsed` and `made` may be shared between snapshots of several revisions. `summaries` are what
    an index knows of contracts' documents, by id, and `closures` those read before, set by who has them. Raises
    UsageError where the tree has no catalog.yaml. Readers are imported when first needed: a command pays for no others.
    """

    def __init__(self, tree: Tree, parsed: Parsed | None = None, made: Made | None = None) -> None:
        self.tree = tree
        self.revision = tree.revision
        self.root = tree.catalog_root
        self.parsed: Parsed = {} if parsed is None else parsed
        self.documents = Documents(tree, self.parsed)
        self.making = Making(made)
        self.summaries: Mapping[str, Summary] = {}
        self.closures: Closures | None = None
        self._closures: dict[str, Closure] = {}

    @cached_property
    def catalog(self) -> Estate:
        """catalog.yaml; its defaults where it cannot be read."""
        from catalog.reading.descriptors.estate import read_estate

        file = self._only("catalog")
        return read_estate(self._tree_of(file), file)

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """Service by name."""
        from catalog.reading.descriptors.service import read_service

        return by_name(
            self._each(
                "service", lambda tree, file: read_service(tree, file, self.documents.below), self.documents.beside
            )
        )

    @cached_property
    def vendors(self) -> Mapping[str, Vendor]:
        """Vendor by name; releases that only an `upcoming/` folder announces are among its releases."""
        from catalog.reading.descriptors.vendor import read_vendor

        return by_name(
            self._each(
                "vendor", lambda tree, file: read_vendor(tree, file, self.documents.below), self.documents.beside
            )
        )

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """Domain by name."""
        from catalog.reading.descriptors.glossary import read_domain

        return by_name(self._each("domain", read_domain))

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Term by name (not by word: a word may have several meanings)."""
        from catalog.reading.descriptors.glossary import read_term

        return by_name(self._each("term", read_term))

    @cached_property
    def teams(self) -> Mapping[str, Team]:
        """Team by name."""
        from catalog.reading.descriptors.glossary import read_teams

        file = self._only("teams")
        return MappingProxyType({team.name: team for team in read_teams(self._tree_of(file), file)})

    @cached_property
    def entities(self) -> Mapping[str, CanonicalEntity]:
        """Canonical entity by name, its versions in order."""
        return entities_of(self.files.get("entity", ()))

    @cached_property
    def workflows(self) -> Mapping[str, Workflow]:
        """Workflow by workflowId; of two with one id the first."""
        from catalog.reading.descriptors.workflow import read_workflows

        found = (w for group in self._each("workflow", read_workflows) for w in group if w.id)
        return first_wins((workflow.id, workflow) for workflow in found)

    @cached_property
    def consumptions(self) -> tuple[Consumption, ...]:
        """All that services say they use, by service and in the order written."""
        return tuple(c for group in self._each("consumes", self._consumes, self._is_strict) for c in group)

    @cached_property
    def declared(self) -> tuple[ContractEntry, ...]:
        """Every declared contract of vendors and services; an id may occur twice, which is a problem."""
        owners: tuple[Vendor | Service, ...] = (*self.vendors.values(), *self.services.values())
        return tuple(entry for owner in owners for entry in owner.contracts)

    @cached_property
    def contracts(self) -> Mapping[str, ContractEntry]:
        """Contract entry by id; of two with one id the first."""
        return first_wins((entry.id, entry) for entry in self.declared)

    @cached_property
    def policy(self) -> Policy:
        """policy/policy.yaml, or the defaults."""
        from catalog.reading.descriptors.policy import read_policy

        file = self._only("policy")
        return read_policy(self._tree_of(file), file)

    @cached_property
    def waivers(self) -> Mapping[str, Waiver]:
        """Waiver by id."""
        from catalog.reading.descriptors.policy import read_waiver

        return first_wins((waiver.id, waiver) for waiver in self._each("waiver", read_waiver))

    @cached_property
    def acceptances(self) -> Mapping[str, Acceptance]:
        """Acceptance by id."""
        from catalog.reading.descriptors.policy import read_acceptance

        return first_wins((a.id, a) for a in self._each("acceptance", read_acceptance))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the descriptors, by file and line. Contracts' documents are not read for it."""
        from catalog.repository.inspection import inspect

        return inspect(self)

    def consumptions_of(self, contract_id: str) -> tuple[Consumption, ...]:
        """What services say they use of one contract."""
        return self.joined.by_contract.get(contract_id, ())

    @cached_property
    def unread_consumptions(self) -> tuple[str, ...]:
        """The consumes.yaml of which nobody can tell what they say: whom a change hits is not wholly known."""
        return tuple(file for file in self.files.get("consumes", ()) if not tells_uses(self._tree_of(file)))

    def unread_owners(self, kind: str) -> tuple[str, ...]:
        """The descriptors of a kind, `service` or `vendor`, that cannot be read: what they declare is not known."""
        return tuple(file for file in self.files.get(kind, ()) if self.documents.readable(file) is None)

    def consumptions_by(self, service: str) -> tuple[Consumption, ...]:
        """What one service says it uses."""
        return self.joined.by_service.get(service, ())

    def masters_of(self, entity: str) -> tuple[str, ...]:
        """The services, by name, that say they are master of an entity (named without version)."""
        return self.joined.masters.get(entity, ())

    def entry_at(self, path: str) -> ContractEntry | None:
        """The contract whose document stands at a path; of two the first declared."""
        return self.joined.by_path.get(path)

    def workflows_over(self, documents: frozenset[str]) -> tuple[Workflow, ...]:
        """The workflows with a source among these paths, by id."""
        found = {w.id: w for path in documents for w in self.joined.workflows_by_document.get(path, ())}
        return tuple(found[name] for name in sorted(found))

    def announcing(self) -> tuple[ContractEntry, ...]:
        """The contracts with a document for a release that is not live, by id."""
        return tuple(entry for _, entry in sorted(self.contracts.items()) if entry.upcoming)

    def touched_by(self, paths: frozenset[str]) -> frozenset[str]:  # noqa: ARG002
        """Ids of contracts that a change of these files may touch; here any, `Indexed` knows better."""
        return frozenset(self.contracts)

    def problems_in(self, paths: frozenset[str]) -> tuple[Problem, ...]:  # noqa: ARG002
        """What is wrong with the descriptors, where a change of these files may matter; here everywhere."""
        return self.problems

    @cached_property
    def joined(self) -> Joined:
        """What all descriptors say together, asked the other way round."""
        return Joined(self)

    def service(self, name: str) -> Service:
        """The service; UnknownName with advice."""
        return known(self.services, name, "service")

    def vendor(self, name: str) -> Vendor:
        """The vendor; UnknownName with advice."""
        return known(self.vendors, name, "vendor")

    def entry(self, contract_id: str) -> ContractEntry:
        """What the catalog says of a contract; UnknownName with advice."""
        return known(self.contracts, contract_id, "contract")

    def document_path(self, contract_id: str, label: str | None = None) -> str:
        """The path of a contract's document, or of the one in `upcoming/<label>/`; UnknownName where there is none."""
        entry = self.entry(contract_id)
        if label is None or label == entry.label:
            return entry.path or no_document(entry)
        paths = {upcoming.label: upcoming.path for upcoming in entry.upcoming}
        return known(paths, label, f"release of {contract_id}")

    def document(self, path: str) -> SourceDocument:
        """A parsed file of the tree; raises as `Documents.document` does."""
        return self.documents.document(path)

    def contract(self, contract_id: str, label: str | None = None) -> Contract:
        """The contract, with references to other files at this revision; `label` asks for an announced release.

        Raises UnknownName, UnreadableDocument, RepositoryError; broken references are problems of the contract.
        """
        return self.contract_of(self.documents.document(self.document_path(contract_id, label)), contract_id)

    def contract_of(
        self, document: SourceDocument, contract_id: str, fetch: Callable[[str], SourceDocument] | None = None
    ) -> Contract:
        """A document as a contract, with references to other files at this revision and to allowed addresses, read
        through `fetch` where it is given."""
        from catalog.reading.contract import read_contract
        from catalog.reading.references import Resolver

        resolver = Resolver(fetch or self.fetch, document, allowed=self.catalog.allowed_references)
        return read_contract(document, contract_id=contract_id, resolver=resolver)

    def closure(self, path: str) -> Closure:
        """The document at a path with all that its references reach; raises as `closures.read_closure`."""
        from catalog.repository.closures import closure_of

        if path not in self._closures:
            self._closures[path] = closure_of(self.tree, path, self.parsed, self.closures)
        return self._closures[path]

    def fetch(self, name: str) -> SourceDocument:
        """A file of the tree, or the document at an address that the catalog allows by name."""
        if name not in self.catalog.allowed_references:
            return self.documents.fetch(name)
        from catalog.repository.remote import fetch_address

        return fetch_address(name)

    @cached_property
    def files(self) -> Mapping[str, tuple[str, ...]]:
        """Kind of descriptor → its files, sorted."""
        paths, root = self.documents.below(self.root), self.root
        return self.making.of(("files", root), paths, lambda: files_by_kind(paths, root))

    def _only(self, kind: str) -> str:
        return next(iter(self.files.get(kind, ())), "")

    def _tree_of(self, file: str) -> Json:
        document = self.documents.readable(file) if file else None
        return document.tree if document else None

    def _each(
        self, kind: str, read: Callable[[Json, str], T], depends: Callable[[str], object] = nothing
    ) -> Iterator[T]:
        """Values of all readable files of a kind."""
        return self.making.each(self.documents, kind, self.files.get(kind, ()), read, depends)

    def _consumes(self, tree: Json, file: str) -> tuple[Consumption, ...]:
        from catalog.reading.descriptors.consumes import read_consumptions

        name = posixpath.basename(posixpath.dirname(file))
        return read_consumptions(tree, file, name, strict=self._is_strict(file))

    def _is_strict(self, file: str) -> bool:
        service = self.services.get(file.split("/")[-2])
        return bool(service and service.strict)
