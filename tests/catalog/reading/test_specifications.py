"""Our own documents use every field of their specification, and the model knows all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.model.source import SourceDocument
from catalog.reading.grammar.lines import TABLES, grammar
from catalog.reading.grammar.shapes import Form, Grammar
from catalog.reading.specification import ASYNCAPI, LINES, OPENAPI, grammar_of, specification_of
from catalog.reading.walk import walk
from tests.builders.contracts import contract_in, document_at, specification_files

FILES = specification_files()
EXCLUSIVE = {("License", "url"): "a licence has an identifier or a URL"}
UNIONS = {"MessageOrChoice": "Message"}


def unused_fields(document: SourceDocument, grammar: Grammar) -> Iterator[tuple[str, str]]:
    """Fields of the tables that the document does not use."""
    used: dict[str, set[str]] = {}
    for place in walk(grammar, document.tree):
        if place.shape.form in (Form.ONE, Form.ONE_OR_LIST) and isinstance(place.value, dict):
            name, _ = grammar.kind(place.shape.kind, place.value)
            used.setdefault(name, set()).update(place.value)
            used.setdefault(UNIONS.get(name, name), set()).update(place.value)
    for name, kind in grammar.kinds.items():
        seen = used.get(name, set()) | used.get(UNIONS.get(name, name), set())
        yield from ((name, field) for field in kind.fields if field not in seen)


def test_there_is_a_document_for_every_line() -> None:
    names = {path.stem for path in FILES}
    assert names == {f"openapi-{line}" for line in OPENAPI} | {f"asyncapi-{line}" for line in ASYNCAPI}


def test_every_line_has_a_grammar_of_its_name() -> None:
    assert {family: tuple(TABLES[family]) for family in LINES} == LINES
    assert all(grammar(family, line).name.endswith(f" {line}") for family in LINES for line in TABLES[family])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_field_occurs(path: Path) -> None:
    document = document_at(path)
    specification = specification_of(document)
    assert path.stem.endswith(specification.line)
    missing = [field for field in unused_fields(document, grammar_of(specification)) if field not in EXCLUSIVE]
    assert missing == []


def test_a_field_that_does_not_occur_is_noticed() -> None:
    document = document_at(FILES[0])
    grammar = grammar_of(specification_of(document))
    widened = Grammar(
        grammar.name,
        {**grammar.kinds, "Info": grammar.kinds["Info"].with_fields(motto=grammar.kinds["Info"].fields["title"])},
    )
    assert ("Info", "motto") in list(unused_fields(document, widened))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_in_them_is_unknown_or_wrong(path: Path) -> None:
    contract = contract_in(document_at(path))
    assert list(contract.unknown) == []
    assert list(contract.problems) == []
