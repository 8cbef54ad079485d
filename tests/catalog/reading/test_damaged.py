"""Documents with anything anywhere still load whole, and every place of them keeps an address."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest

from catalog.model.address_text import parse_address
from catalog.model.source import Pointer, SourceDocument
from catalog.reading.addresses.lookup import address_of, pointers_of
from catalog.reading.rebuild import rebuild
from tests.builders.contracts import contract_in, document_at, every_pointer, some_pointers, specification_files
from tests.catalog.reading.test_contract_corpus import looked_through

ODD: tuple[Any, ...] = (None, True, 7, "text", [], {}, [None], [[]], {"$ref": 3}, {"$ref": "#/nowhere"}, {"$ref": "#"})


def damaged(document: SourceDocument, order: random.Random) -> SourceDocument:
    """A copy in which a few places hold something else, or refer to some other place."""
    tree = copy.deepcopy(document.tree)
    pointers = [pointer for pointer in every_pointer(tree) if len(pointer) > 1]
    for _ in range(6):
        _put(tree, order.choice(pointers), order)
    return SourceDocument(document.name, document.digest, document.data, tree)


def _put(tree: Any, pointer: Pointer, order: random.Random) -> None:
    holder = tree
    for token in pointer[:-1]:
        if not isinstance(holder, dict | list) or (isinstance(holder, dict) and token not in holder):
            return
        if isinstance(holder, list) and not (isinstance(token, int) and token < len(holder)):
            return
        holder = holder[token]
    is_there = (isinstance(holder, dict) and isinstance(pointer[-1], str)) or (
        isinstance(holder, list) and pointer[-1] in range(len(holder))
    )
    if is_there:
        holder[pointer[-1]] = copy.deepcopy(order.choice(ODD))


def check(path: Path, seed: int) -> None:
    """One damaged copy holds."""
    contract = contract_in(damaged(document_at(path), random.Random(seed)))
    looked_through(contract)
    assert rebuild(contract) == contract.document.tree
    for pointer in some_pointers(contract.document.tree, 60, seed):
        address = address_of(contract, pointer)
        assert parse_address(str(address)) == address
        assert pointer in pointers_of(contract, address), str(address)


@pytest.mark.parametrize("path", specification_files(), ids=lambda path: path.stem)
def test_a_few_damaged_copies(path: Path) -> None:
    for seed in range(6):
        check(path, seed)


@pytest.mark.laws
@pytest.mark.parametrize("seed", range(0, 200, 20))
@pytest.mark.parametrize("path", specification_files(), ids=lambda path: path.stem)
def test_many_damaged_copies(path: Path, seed: int) -> None:
    for each in range(1000 + seed, 1020 + seed):
        check(path, each)
