"""Whether a commit of long ago had a service, vendor, contract or workflow already: a few of its files are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.editions.past import declared
from catalog.answers.lately import Lately
from catalog.errors import CatalogError
from catalog.frozen import dataclass
from catalog.reading.descriptors.workflow import read_workflows
from catalog.repository.documents import Documents
from catalog.repository.indexed import FolderDocuments
from catalog.repository.snapshot import Snapshot
from catalog.repository.sparse import SparseTree


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: nothing but the catalog where `kind` is empty; `label` is that of an announced release."""

    kind: str = ""
    name: str = ""
    label: str | None = None


IsThere = Callable[[Documents], bool]


def commits_with(
    catalog: Catalog, revision: Revision, subject: Subject, commits: Iterable[str], lately: Lately
) -> frozenset[str]:
    """Those of the commits that have what the revision has, where its descriptor stands as it does now."""
    asked = tuple(commits)
    key = ("commits with", revision.digest, subject, asked)
    return lately.get(key, lambda: _with(catalog, catalog.snapshot(revision), subject, asked))


def _with(catalog: Catalog, snapshot: Snapshot, subject: Subject, commits: Iterable[str]) -> frozenset[str]:
    is_there = QUESTIONS[subject.kind](snapshot, subject)
    return frozenset(commit for commit in commits if _has(catalog, commit, is_there))


def _has(catalog: Catalog, commit: str, is_there: IsThere) -> bool:
    repository, objects = catalog.source.repository, catalog.source.objects
    if repository is None or objects is None:
        return False
    try:
        return is_there(FolderDocuments(SparseTree(repository, objects, commit), catalog.parsed))
    except CatalogError:
        return False


def _service(snapshot: Snapshot, subject: Subject) -> IsThere:
    return _readable(snapshot.service(subject.name).origin.file)


def _vendor(snapshot: Snapshot, subject: Subject) -> IsThere:
    return _readable(snapshot.vendor(subject.name).origin.file)


def _readable(file: str) -> IsThere:
    return lambda documents: documents.readable(file) is not None


def _contract(snapshot: Snapshot, subject: Subject) -> IsThere:
    entry = snapshot.entry(subject.name)

    def is_there(documents: Documents) -> bool:
        found = declared(documents, entry)
        labels = (None, found.label, *(each.label for each in found.upcoming)) if found else ()
        return subject.label in labels

    return is_there


def _workflow(snapshot: Snapshot, subject: Subject) -> IsThere:
    file = snapshot.workflows[subject.name].origin.file

    def is_there(documents: Documents) -> bool:
        found = documents.readable(file)
        return found is not None and any(each.id == subject.name for each in read_workflows(found.tree, file))

    return is_there


QUESTIONS: Mapping[str, Callable[[Snapshot, Subject], IsThere]] = {
    "": lambda _, __: lambda _: True,
    "service": _service,
    "vendor": _vendor,
    "contract": _contract,
    "workflow": _workflow,
}
