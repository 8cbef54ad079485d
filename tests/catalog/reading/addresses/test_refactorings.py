"""An address keeps its meaning when a document is refactored mechanically."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from catalog.model.address import Address
from catalog.model.contract import Contract
from catalog.model.source import Pointer
from catalog.reading.addresses.event_edges import COMPONENTS as EVENT_COMPONENTS
from catalog.reading.addresses.http_edges import COMPONENTS, SWAGGER_COMPONENTS
from catalog.reading.addresses.lookup import address_of, resolve
from tests.builders.contracts import (
    contract_in,
    corpus_files,
    document_at,
    every_pointer,
    latest_corpus_files,
    some_pointers,
    specification_files,
)
from tests.builders.pictures import Pictures
from tests.builders.refactor import REWRITINGS
from tests.builders.shared import needs_shared

NOUNS = {*COMPONENTS.values(), *EVENT_COMPONENTS.values()} - {"channel", "securityScheme"}
SMALL = [path for path in latest_corpus_files() if path.stat().st_size < 200_000]
"""What `make test` looks at; `make laws` looks at all."""
CONTAINERS = {"components", *SWAGGER_COMPONENTS}


def has_meaning(address: Address, pointer: Pointer) -> bool:
    """Whether the place means something beyond the name it has in the document.

    A component that nothing uses is only itself, and so are the lists of components and the document as a whole.
    """
    if address.subject:
        return address.subject[0] not in NOUNS
    return bool(pointer) and pointer[0] not in CONTAINERS


def not_equal(path: Path, rewritings: Iterable[str], pointers: list[Pointer]) -> Iterator[tuple[str, ...]]:
    """Places whose address leads elsewhere, or nowhere, in a rewritten document."""
    contract = contract_in(document_at(path))
    pictures = Pictures(contract)
    addresses = [(pointer, address_of(contract, pointer)) for pointer in pointers]
    for rewriting in rewritings:
        rewritten = contract_in(REWRITINGS[rewriting](contract.document))
        others = Pictures(rewritten)
        for pointer, address in addresses:
            if rewriting == "reordered" or has_meaning(address, pointer):
                difference = _difference(contract, rewritten, pictures, others, address)
                yield from (((rewriting, str(address), difference),) if difference else ())


def _difference(contract: Contract, rewritten: Contract, pictures: Pictures, others: Pictures, address: Address) -> str:
    place, other = resolve(contract, address), resolve(rewritten, address)
    assert place is not None
    if other is None:
        return "leads nowhere"
    return "" if pictures.of(place) == others.of(other) else f"leads to {other.pointer}"


def names(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", specification_files(), ids=names)
def test_our_own_documents(path: Path) -> None:
    assert list(not_equal(path, REWRITINGS, some_pointers(document_at(path).tree, 120))) == []


@needs_shared
@pytest.mark.parametrize("path", SMALL, ids=names)
def test_the_latest_vendor_documents(path: Path) -> None:
    assert list(not_equal(path, REWRITINGS, some_pointers(document_at(path).tree, 60, seed=2))) == []


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize("path", corpus_files(), ids=names)
def test_a_thousand_places_of_every_vendor_document(path: Path) -> None:
    assert list(not_equal(path, REWRITINGS, some_pointers(document_at(path).tree, 1000, seed=3))) == []


@pytest.mark.laws
@pytest.mark.parametrize("path", specification_files(), ids=names)
def test_every_place_of_our_own_documents(path: Path) -> None:
    assert list(not_equal(path, REWRITINGS, list(every_pointer(document_at(path).tree)))) == []


@pytest.mark.parametrize("rewriting", REWRITINGS)
def test_the_rewritings_rewrite(rewriting: str) -> None:
    for path in specification_files():
        document = document_at(path)
        rewritten = REWRITINGS[rewriting](document)
        is_same = repr(rewritten.tree) == repr(document.tree)
        assert not is_same, path
