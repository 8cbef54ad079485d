"""Refactoring law (SEMANTICS §5): what leaves the meaning as it is gives no finding, whichever way it is compared."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path

import pytest

from catalog.model.source import SourceDocument
from governance.compatibility.comparison import compare
from tests.builders.contracts import (
    contract_in,
    corpus_rows,
    document_at,
    latest_corpus_files,
    specification_files,
)
from tests.builders.downgrade import from_30_to_20
from tests.builders.moved import moved, rekeyed
from tests.builders.refactor import REWRITINGS
from tests.builders.respelled import RESPELLINGS, const_for_enum, null_apart, null_as_one_of
from tests.builders.shared import VENDORS, needs_shared
from tests.builders.upgrade import from_20_to_30, from_30_to_31
from tests.builders.upgraded_events import from_26_to_3

Rewriting = Callable[[SourceDocument], SourceDocument]


def chained(*steps: Rewriting) -> Rewriting:
    """One rewriting after the other."""
    return lambda document: reduce(lambda made, step: step(made), steps, document)


UPGRADES: dict[str, tuple[str, Rewriting]] = {
    "2.0 to 3.0": ("openapi 2.0", from_20_to_30),
    "2.0 to 3.1": ("openapi 2.0", chained(from_20_to_30, from_30_to_31)),
    "aged, 2.0 to 3.0": ("openapi 3.0", from_20_to_30),
    "aged, 2.0 to 3.1": ("openapi 3.0", chained(from_20_to_30, from_30_to_31)),
    "3.0 to 3.1": ("openapi 3.0", from_30_to_31),
    "3.0 to 3.1, null by anyOf": ("openapi 3.0", chained(from_30_to_31, null_apart)),
    "3.0 to 3.1, null by oneOf": ("openapi 3.0", chained(from_30_to_31, null_as_one_of)),
    "3.0 to 3.1, const for enum": ("openapi 3.0", chained(from_30_to_31, const_for_enum)),
    "2.6 to 3.0": ("asyncapi 2.", from_26_to_3),
    "2.6 to 3.0, rekeyed": ("asyncapi 2.", chained(from_26_to_3, rekeyed)),
}
SMALL = 60_000
"""Bytes of a document that is compared in the short run."""
KNOWN = {
    ("openapi-3.1.yaml", "extracted"),
    ("openapi-3.1.yaml", "inlined"),
    ("openapi-3.2.yaml", "extracted"),
    ("openapi-3.2.yaml", "inlined"),
    ("openapi-3.2.yaml", "wrapped anywhere"),
}
"""`dependencies` is no keyword of these dialects: what depends on it is undecided, never silently equal."""


def version_of(document: SourceDocument) -> str:
    tree = document.tree
    assert isinstance(tree, dict)
    if "asyncapi" in tree:
        return f"asyncapi {tree['asyncapi']}"
    return f"openapi {tree.get('openapi') or tree['swagger']}"


def rewritings(version: str) -> Iterator[tuple[str, Rewriting]]:
    """All that fit documents of a version, such as `openapi 3.0.3`."""
    yield from REWRITINGS.items()
    yield from RESPELLINGS.items()
    yield "moved", lambda same: same
    yield from ((name, upgrade) for name, (fits, upgrade) in UPGRADES.items() if version.startswith(fits))


def aged(document: SourceDocument, name: str) -> SourceDocument:
    """The document that is rewritten: itself, or what Swagger 2.0 can say of it, for the corpus has none so old."""
    return from_30_to_20(document) if name.startswith("aged") else document


def findings(document: SourceDocument, name: str, rewrite: Rewriting) -> list[str]:
    """What is found between a document and its rewriting, both ways."""
    document = aged(document, name)
    rewritten = moved if name == "moved" else lambda document: contract_in(rewrite(document))
    pairs = ((contract_in(document), rewritten(document)), (rewritten(document), contract_in(document)))
    return [
        f"{finding.rule} {finding.address}: {finding.message}"
        for base, revision in pairs
        for finding in compare(base, revision).findings
    ]


def found_in(path: Path) -> dict[str, list[str]]:
    """By rewriting, what it should not have given."""
    document = document_at(path)
    found = {name: findings(document, name, rewrite) for name, rewrite in rewritings(version_of(document))}
    return {name: held for name, held in found.items() if held and (path.name, name) not in KNOWN}


@pytest.mark.parametrize("path", specification_files(), ids=lambda path: path.stem)
def test_documents_that_use_every_field(path: Path) -> None:
    assert found_in(path) == {}


def small_files() -> list[Path]:
    return [path for path in latest_corpus_files() if path.stat().st_size < SMALL]


@needs_shared
@pytest.mark.parametrize("path", small_files(), ids=lambda path: path.parent.name)
def test_small_vendor_documents_by_one_rewriting(path: Path) -> None:
    document = document_at(path)
    fitting = dict(rewritings(version_of(document)))
    name = random.Random(path.name).choice(sorted(fitting))
    assert findings(document, name, fitting[name]) == []


def cases() -> list[tuple[Path, str, Rewriting]]:
    """Every document of the corpus with every rewriting that fits it."""
    return [
        (VENDORS / row["file"], name, rewrite)
        for row in corpus_rows()
        for name, rewrite in rewritings(f"{row['format']} {row['spec_version']}")
    ]


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize(
    ("path", "name", "rewrite"), cases(), ids=[f"{path.parent.name}-{path.stem}-{name}" for path, name, _ in cases()]
)
def test_every_vendor_document(path: Path, name: str, rewrite: Rewriting) -> None:
    assert findings(document_at(path), name, rewrite) == []
