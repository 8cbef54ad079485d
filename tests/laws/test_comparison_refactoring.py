"""Refactoring law (SEMANTICS §5): what leaves the meaning as it is gives no finding, whichever way it is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.model.source import SourceDocument
from governance.compatibility.comparison import compare
from tests.builders.contracts import contract_in, document_at, latest_corpus_files, specification_files
from tests.builders.refactor import REWRITINGS
from tests.builders.respelled import RESPELLINGS
from tests.builders.shared import needs_shared
from tests.builders.upgrade import from_20_to_30, from_26_to_3, from_30_to_31

Rewriting = Callable[[SourceDocument], SourceDocument]
UPGRADES: dict[str, tuple[str, Rewriting]] = {
    "2.0 to 3.0": ("openapi 2.0", from_20_to_30),
    "3.0 to 3.1": ("openapi 3.0", from_30_to_31),
    "2.6 to 3.0": ("asyncapi 2.", from_26_to_3),
}
SMALL = 60_000
LARGE = 450_000
"""Bytes of a document that is compared in the short run, and of those that get all rewritings in the long one."""
KNOWN = {("openapi-3.1.yaml", "extracted"), ("openapi-3.1.yaml", "inlined"), ("openapi-3.2.yaml", "inlined")}
"""`dependencies` is no keyword of these dialects: what depends on it is undecided, never silently equal."""


def version_of(document: SourceDocument) -> str:
    tree = document.tree
    assert isinstance(tree, dict)
    if "asyncapi" in tree:
        return f"asyncapi {tree['asyncapi']}"
    return f"openapi {tree.get('openapi') or tree['swagger']}"


def rewritings(document: SourceDocument) -> Iterator[tuple[str, Rewriting]]:
    """All that fit the document."""
    yield from REWRITINGS.items()
    yield from RESPELLINGS.items()
    version = version_of(document)
    yield from ((name, upgrade) for name, (fits, upgrade) in UPGRADES.items() if version.startswith(fits))


def findings(document: SourceDocument, rewrite: Rewriting) -> list[str]:
    """What is found between a document and its rewriting, both ways."""
    rewritten = rewrite(document)
    pairs = ((document, rewritten), (rewritten, document))
    return [
        f"{finding.rule} {finding.address}: {finding.message}"
        for base, revision in pairs
        for finding in compare(contract_in(base), contract_in(revision)).findings
    ]


def found_in(path: Path) -> dict[str, list[str]]:
    """By rewriting, what it should not have given."""
    document = document_at(path)
    found = {name: findings(document, rewrite) for name, rewrite in rewritings(document)}
    return {name: held for name, held in found.items() if held and (path.name, name) not in KNOWN}


@pytest.mark.parametrize("path", specification_files(), ids=lambda path: path.stem)
def test_documents_that_use_every_field(path: Path) -> None:
    assert found_in(path) == {}


def corpus(least: int, most: int) -> list[Path]:
    return [path for path in latest_corpus_files() if least <= path.stat().st_size < most]


@needs_shared
@pytest.mark.parametrize("path", corpus(0, SMALL), ids=lambda path: path.parent.name)
def test_small_vendor_documents(path: Path) -> None:
    assert found_in(path) == {}


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize("path", corpus(SMALL, 10**8), ids=lambda path: path.parent.name)
def test_vendor_documents(path: Path) -> None:
    assert found_in(path) == {}
