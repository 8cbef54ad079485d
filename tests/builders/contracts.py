"""Contracts made of texts, of files, and of the corpus."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from catalog.model.contract import Contract
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.contract import read_contract
from catalog.reading.read import read_source
from catalog.reading.references import Resolver
from tests.builders.references import Files
from tests.builders.shared import BREAKING, REPOSITORY, VENDORS

SPECIFICATIONS = REPOSITORY / "tests" / "specifications"
PAIRS = ("oasdiff", "compaREST", "jsoncompat", "asyncapi-diff")


def contract_of(text: str, contract_id: str = "shop") -> Contract:
    """The contract in a YAML text."""
    return contract_in(read_source(dedent(text).encode(), "contract.yaml"), contract_id)


def contract_over(files: Mapping[str, str]) -> Contract:
    """The contract `shop` of the first of several files that refer to each other."""
    name = next(iter(files))
    fetch = Files(files).fetch
    root = fetch(name)
    return read_contract(root, contract_id="shop", resolver=Resolver(fetch, root))


def contract_in(document: SourceDocument, contract_id: str = "shop") -> Contract:
    """The contract in a document."""
    return read_contract(document, contract_id=contract_id)


@lru_cache(maxsize=2)
def document_at(path: Path) -> SourceDocument:
    """The document in a file; the last two are kept."""
    return read_source(path.read_bytes(), path.name)


def specification_files() -> list[Path]:
    """Our own documents, one for each version of each specification, that use every field."""
    return sorted(SPECIFICATIONS.glob("*.yaml"))


def corpus_rows() -> list[dict[str, Any]]:
    """The rows of the corpus that are OpenAPI or AsyncAPI documents; none where the corpus is not here."""
    manifest = VENDORS / "manifest.jsonl"
    rows = map(json.loads, manifest.read_text().splitlines()) if manifest.is_file() else iter(())
    return [row for row in rows if row["format"] in ("openapi", "asyncapi")]


def corpus_files() -> list[Path]:
    """The documents of the corpus."""
    return [VENDORS / row["file"] for row in corpus_rows()]


def latest_corpus_files() -> list[Path]:
    """The last document of each contract of the corpus."""
    return list({row["contract"]: VENDORS / row["file"] for row in corpus_rows()}.values())


def pair_files() -> Iterator[Path]:
    """Both sides of all labelled pairs of documents."""
    for folder in PAIRS:
        manifest = BREAKING / folder / "manifest.jsonl"
        for row in map(json.loads, manifest.read_text().splitlines()):
            yield from (BREAKING / folder / row["base"], BREAKING / folder / row["revision"])


def every_pointer(tree: Json) -> Iterator[Pointer]:
    """All places of a tree."""
    stack: list[tuple[Pointer, Json]] = [((), tree)]
    while stack:
        pointer, value = stack.pop()
        yield pointer
        if isinstance(value, dict):
            stack.extend(((*pointer, name), item) for name, item in value.items())
        elif isinstance(value, list):
            stack.extend(((*pointer, index), item) for index, item in enumerate(value))


def some_pointers(tree: Json, count: int, seed: int = 0) -> list[Pointer]:
    """Random places, all where there are no more than `count`; the same ones every time."""
    pointers = list(every_pointer(tree))
    return pointers if len(pointers) <= count else random.Random(seed).sample(pointers, count)
