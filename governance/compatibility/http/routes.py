"""Texts of a path parameter that lead elsewhere: an empty segment to no operation, dots to another path (RFC 3986
§5.2.4), what a concrete path has there to its own operation (OpenAPI, Paths Object: those are matched first)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from urllib.parse import unquote

from catalog.model.contract import Contract
from catalog.model.http import Operation, Origin, Parameter
from catalog.model.templates import segment_of
from catalog.wire.media_types import is_json
from catalog.wire.styles import Style
from governance.compatibility.http.serialisation import written

NONE = frozenset[str]()
NO_SEGMENTS = frozenset(("", ".", ".."))
Place = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A method, and the segments before and after one."""


class Routes:
    """The concrete paths of two releases, by what is beside each of their segments."""

    def __init__(self, base: Contract, revision: Contract) -> None:
        self._contracts = base, revision

    def elsewhere(self, operation: Operation, parameter: Parameter) -> frozenset[str]:
        """The texts of a parameter that do not lead to its operation; none where it shares its segment."""
        if operation.origin is not Origin.PATH or parameter.location != "path" or not _is_bare(parameter):
            return NONE
        segments = operation.path_key.split("/")
        number = segment_of(parameter.position, segments)
        if number is None:
            return NONE
        return NO_SEGMENTS | self._concrete.get(_place(operation.method, segments, number), NONE)

    @cached_property
    def _concrete(self) -> dict[Place, set[str]]:
        found: dict[Place, set[str]] = defaultdict(set)
        for operation in chain.from_iterable(contract.operations for contract in self._contracts):
            for place, text in _literals(operation):
                found[place].add(text)
        return found


def _literals(operation: Operation) -> Iterator[tuple[Place, str]]:
    segments = operation.path_key.split("/")
    for number, segment in enumerate(segments):
        if segment and "{}" not in segment:
            yield _place(operation.method, segments, number), unquote(segment)


def _place(method: str, segments: Sequence[str], number: int) -> Place:
    return method, tuple(segments[:number]), tuple(segments[number + 1 :])


def _is_bare(parameter: Parameter) -> bool:
    """Whether the text of a value is all that is written."""
    style = written(parameter)
    return style.name == "simple" if isinstance(style, Style) else not is_json(style)
