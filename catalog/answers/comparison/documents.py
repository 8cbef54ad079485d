"""Documents to compare, wherever they are: files, or files at a Git revision (`REV:PATH`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from catalog.answers.local import LocalFiles
from catalog.errors import CatalogError, UnresolvableReference, UsageError
from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.source import SourceDocument
from catalog.model.specification import Family, Specification
from catalog.reading.contract import read_contract
from catalog.reading.references import Resolver
from catalog.reading.specification import LINES, is_known

Fetch = Callable[[str], SourceDocument]
NAMES = {Family.OPENAPI: "OpenAPI", Family.ASYNCAPI: "AsyncAPI"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A contract; `name` is how it was asked for, `fetch` reads what its references name, at the same revision."""

    contract: Contract
    name: str
    fetch: Fetch

    def document(self, name: str) -> SourceDocument:
        """The contract's document, or one that it refers to, by its name."""
        return self.contract.document if name == self.contract.document.name else self.fetch(name)


def open_document(name: str) -> Opened:
    """A document by path, or by `REV:PATH` with PATH from the top of the repository (or `./` from here).

    Raises:
        UsageError: there is no such file, it cannot be read, or is neither OpenAPI nor AsyncAPI of a known version.
        UnknownRevision: no such commit. RepositoryError: Git cannot answer.
    """
    try:
        document, fetch = _found(name)
    except UsageError:
        raise
    except CatalogError as error:  # an argument that cannot be read is wrong use (DESIGN §8)
        raise UsageError(error.message, place=error.place or name, hint=error.hint) from error
    contract = read_contract(document, contract_id=_id(name), resolver=Resolver(fetch, document))
    if contract.specification.family is Family.UNKNOWN:
        hint = "it needs a member openapi, swagger or asyncapi; plain JSON Schemas: treaty schema-diff"
        raise UsageError("neither OpenAPI nor AsyncAPI", place=name, hint=hint)
    if not is_known(contract.specification):
        raise _unknown_version(contract.specification, name)
    return Opened(contract, name, fetch)


def _unknown_version(specification: Specification, name: str) -> UsageError:
    known = ", ".join(LINES[specification.family])
    called = f"{NAMES[specification.family]} {specification.version}"
    return UsageError(f"{called} is not a version that we know", place=name, hint=f"known: {known}")


def _found(name: str) -> tuple[SourceDocument, Fetch]:
    revision, colon, path = name.partition(":")
    if colon and revision and path and not Path(name).exists():
        return _at_revision(revision, path)
    files = LocalFiles.around(Path(name))
    return files.fetch(files.name), files.fetch


def _at_revision(revision: str, path: str) -> tuple[SourceDocument, Fetch]:
    from catalog.reading.read import read_source
    from catalog.repository.tree import open_tree

    tree = open_tree(Path.cwd(), revision)

    def fetch(wanted: str) -> SourceDocument:
        try:
            blob = tree.read(wanted)
        except CatalogError as error:
            raise UnresolvableReference(error.message, place=f"{revision}:{wanted}", hint=error.hint) from error
        return read_source(blob.data, wanted, digest=blob.blob_id)

    prefix = tree.repository.prefix if tree.repository is not None else ""
    wanted = str(PurePosixPath(prefix, path)) if path.startswith("./") else path
    return fetch(wanted), fetch


def _id(name: str) -> str:
    """What the contract is called in addresses: the file's name, or its folder's where that says nothing."""
    path = PurePosixPath(name.rpartition(":")[2])
    if path.stem in ("openapi", "asyncapi", "swagger") and path.parent.name:
        return path.parent.name
    return path.stem
