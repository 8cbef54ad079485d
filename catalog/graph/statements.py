"""What a file states, of any descriptor's kind: so that its past can be asked since when it states it."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.graph.edges import Edge, Statement
from catalog.graph.fields import target_of
from catalog.graph.stated import mapping_statement, of_consumption, of_holder, of_workflow
from catalog.model.source import Json
from catalog.reading.closure import references_in
from catalog.reading.descriptors.consumes import read_consumptions
from catalog.reading.descriptors.service import read_service
from catalog.reading.descriptors.vendor import read_vendor
from catalog.reading.descriptors.workflow import read_workflows


def statements(kind: str | None, tree: Json, file: str) -> frozenset[Statement]:
    """The statements of a parsed file; `kind` is that of `reading.descriptors.kinds`, None for a contract's."""
    readers = {"service": _service, "vendor": _vendor, "consumes": _consumes, "workflow": _workflows}
    read = readers.get(kind or "", _references)
    return frozenset(read(tree, file))


def _service(tree: Json, file: str) -> Iterator[Statement]:
    service = read_service(tree, file, _nothing)
    yield from _of(of_holder(service))
    for mapping in service.mapping:
        yield from (mapping_statement(mapping, each) for each in mapping.fields)


def _vendor(tree: Json, file: str) -> Iterator[Statement]:
    yield from _of(of_holder(read_vendor(tree, file, _nothing)))


def _consumes(tree: Json, file: str) -> Iterator[Statement]:
    for consumption in read_consumptions(tree, file, ""):
        yield from _of(of_consumption(consumption, None))
        yield Statement("use", consumption.contract)
        yield Statement("pin", consumption.contract, consumption.pin or "")


def _workflows(tree: Json, file: str) -> Iterator[Statement]:
    for workflow in read_workflows(tree, file):
        yield from _of(of_workflow(workflow, lambda path: path))


def _references(tree: Json, file: str) -> Iterator[Statement]:
    for _, text in references_in(tree):
        target = target_of(file, text)
        if target is not None and target[0] != file:
            yield Statement("reference", target[0])


def _of(edges: Iterator[Edge]) -> Iterator[Statement]:
    yield from (edge.statement for edge in edges if edge.statement is not None)


def _nothing(folder: str) -> tuple[str, ...]:  # noqa: ARG001
    """No files: what a descriptor says does not depend on what lies beside it."""
    return ()
