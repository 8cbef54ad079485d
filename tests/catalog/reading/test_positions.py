"""The text at a place is the node: read on its own, it is the value in the tree."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.model.pointer import settle
from catalog.model.source import Json, Mark, Pointer, SourceDocument
from catalog.reading.positions import Positions, locate
from catalog.reading.read import read_source
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_nodes import compose
from catalog.reading.yaml_positions import descend
from tests.builders.patience import patience
from tests.builders.shared import REPOSITORY, VENDORS, needs_shared

OWN = """\
# A document with every style there is
info: {title: "Über 😀 alles", 'it''s': [1, -2.5, {deep: [[]]}], empty: {}}
paths:
  /orders/{id}:
    get:
      200: &ok
        description: >-
          folded
          text
        literal: |
          line one
            line two
        kept: |+
          x

        nothing:
        plain: spans
          two lines
    "quoted key": 'single
      quoted'
    list:
    - one
    - - nested
      - pair: 1
        second: 2
    -
      late: true
    ? explicit
    : value
    post:
      201: *ok
  # a comment inside
  merged:
    <<: {inherited: 1, other: [2]}
    own: 3

last: null # with a comment
"""
JSON = """\
{
  "a": {"b" : [1, "x\\u00e9\\n", {"c/d": null, "": {}}] , "😀": -1.5e3},
\t"list": [ [], [ ] , "[not]" ],
  "": "end"
}
"""


ALIAS = re.compile(r"(?<=[\s\[{,])\*(\w+)")


def nodes(tree: Json) -> Iterator[tuple[Pointer, Json]]:
    waiting: list[tuple[Pointer, Json]] = [((), tree)]
    while waiting:
        pointer, node = waiting.pop()
        yield pointer, node
        if isinstance(node, dict):
            waiting.extend(((*pointer, key), child) for key, child in node.items())
        elif isinstance(node, list):
            waiting.extend(((*pointer, index), child) for index, child in enumerate(node))


def check(document: SourceDocument, places: Positions, pointer: Pointer, value: Json) -> None:
    place = places.place(pointer)
    start, end = place.value.start, place.value.end
    written = document.data[start.offset : end.offset].decode()
    if all(f"&{name}" in written for name in ALIAS.findall(written)):  # else it cannot be read on its own
        assert read_source((" " * (start.column - 1) + written).encode(), "slice.yaml").tree == value, pointer
    for mark in (start, end):
        assert mark == mark_at(document.data, mark.offset)
    if pointer and isinstance(pointer[-1], str):
        assert place.key is not None
        key = document.data[place.key.start.offset : place.key.end.offset].decode()
        assert key == pointer[-1] or str(read_source(key.encode(), "key.yaml").tree) == pointer[-1]


def check_start(soon: Positions, places: Positions, pointer: Pointer) -> None:
    """`soon` is asked for nothing else, so that it need not look at all of the text."""
    place = places.place(pointer)
    assert soon.start(pointer) == (place.key or place.value).start, pointer


def mark_at(data: bytes, offset: int) -> Mark:
    """The mark of an offset, counted as an editor does."""
    before = data[:offset].decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Mark(before.count("\n") + 1, len(before) - before.rfind("\n"), offset)


@pytest.mark.parametrize("name", ["own.yaml", "own.json"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_every_node_of_own_documents_is_where_it_is_said_to_be(name: str, ending: str, start: str) -> None:
    text = OWN if name == "own.yaml" else JSON
    document = read_source((start + text.replace("\n", ending)).encode(), name)
    places = Positions(document)
    everything = list(nodes(document.tree))
    assert len(everything) > 10
    for pointer, value in everything:
        check(document, places, pointer, value)
        assert locate(document, pointer) == places.place(pointer)


def test_line_column_and_offset_are_told_to_the_character() -> None:
    document = read_source("a: é\nb:\n  😀: [x, yz]\n".encode(), "a.yaml")
    place = locate(document, ("b", "😀", 1))
    assert (place.value.start, place.value.end) == (Mark(3, 10, 21), Mark(3, 12, 23))
    key = locate(document, ("b", "😀")).key
    assert key is not None
    assert (key.start, key.end) == (Mark(3, 3, 11), Mark(3, 4, 15))


@pytest.mark.parametrize("text", ['{"a": {"b": 1}, "c": [1]}', "a:\n  b: 1\nc: [1]\n"])
@pytest.mark.parametrize(
    ("pointer", "ancestor"),
    [(("a", "x", "y"), ("a",)), (("c", 7), ("c",)), (("c", "x"), ("c",)), (("a", "b", "z"), ("a", "b")), (("x",), ())],
)
def test_what_is_missing_is_placed_at_its_nearest_ancestor(text: str, pointer: Pointer, ancestor: Pointer) -> None:
    document = read_source(text.encode(), "a.yaml")
    assert locate(document, pointer) == locate(document, ancestor)


def test_an_alias_leads_to_where_the_node_is_written() -> None:
    document = read_source(b"a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n", "a.yaml")
    assert locate(document, ("c", "b")) == locate(document, ("a", "b")) == locate(document, ("d", "b"))
    key = locate(document, ("c",)).key
    assert key is not None
    assert key.start.line == 3


@pytest.mark.parametrize("text", ['{"a": 1, "b": {}, "a": 2}', "a: 1\nb: {}\na: 2\n"])
def test_of_equal_keys_the_last_counts(text: str) -> None:
    document = read_source(text.encode(), "a.yaml")
    value = locate(document, ("a",)).value
    assert document.data[value.start.offset : value.end.offset] == b"2"


def test_status_codes_and_list_positions_may_come_as_text() -> None:
    document = read_source(b"responses: {200: [a, b]}", "a.yaml")
    assert locate(document, ("responses", "200", "1")) == locate(document, ("responses", "200", 1))


LARGE = "---\n# filler\n" + "".join(f"part{number}:\n" + textwrap.indent(OWN, "  ") for number in range(40))


def test_in_a_large_text_a_small_part_says_the_same_as_all_of_it() -> None:
    document = read_source(LARGE.replace("&ok", "").replace("*ok", "ok").encode(), "large.yaml")
    source = Positions(document)
    root = compose(SourceText("large.yaml", document.data, document.data.decode()))
    assert root is not None
    everything = [
        pointer for pointer, _ in nodes(document.tree) if pointer[:1] in (("part0",), ("part17",), ("part39",))
    ]
    soon = Positions(document)
    for pointer in everything:
        assert source.find(pointer) == descend(root, pointer)
        check_start(soon, source, pointer)


@pytest.mark.parametrize("line", ["part17: x", "'part17': x", "  /orders/{id}: x", "  last: x"])
def test_text_that_only_looks_like_a_key_misleads_nobody(line: str) -> None:
    decoys = [f'decoy{n}: |\n  {line}\n  {line}\nquoted{n}: "\n{line}\n{line}"\n' for n in range(3)]
    text = decoys[0] + LARGE.removeprefix("---\n").replace("part20:", f"{decoys[1]}part20:") + decoys[2]
    document = read_source(text.encode(), "large.yaml")
    for pointer in (("part17", "last"), ("part17", "paths", "/orders/{id}", "list", 1, 0), ("quoted1",), ("decoy2",)):
        check(document, Positions(document), pointer, settle(pointer, document.tree)[1])
    check_all_starts(document)


def check_all_starts(document: SourceDocument) -> None:
    soon, places = Positions(document), Positions(document)
    for pointer, _ in nodes(document.tree):
        check_start(soon, places, pointer)


MISLEADING_YAML = {
    "a quoted text that is not indented": 'a: "\nb: 1\n"\nb: 2\n',
    "a key in quotes with an escape": '"\\x61": {b: 1}\nb: "\na: 3\n"\n',
    "an explicit key": "? a\n: b: 1\nb: 'x\n\na: 3'\n",
    "items in the column of their key": "a:\n- b: 1\n  c: [x]\n- b: 2\nb:\n- - 1\n  - 2\n-\n  - 3\n",
    "an item without text": "a:\n-\n-\n- 1\n-\nb: 1\n",
    "comments between": "# a: 1\na: # b: 2\n  # b: 3\n  b: 4\n# c: 1\nc:\n# - 1\n- 2\n",
    "anchors, aliases and merges": "a: &a\n  b: 1\nc:\n- &d 1\n- *d\nd:\n  <<: *a\n  e: *d\n",
    "blocks of text": "a: |\n  b: 1\nb: >-\n    a: 2\n   \nc:\n- |\n  - 1\n- 2\n",
    "a document between marks": "---\na:\n  b: 1\nb:\n- 1\n...\n",
    "flow style in several lines": "a: {b: 1,\n  c: 2,\nd: 3}\nb: [1,\nd: 2]\nc: 1\n",
    "flow style in one line": """a: [b, c d, 'e''s', "f\\"g", -1, x:y, {g: [h, {i: 1}], j: k}, [[l], []], {}]\n""",
    "flow style in lines": "a: [b,\n    {c: 'd: e', \"f\" : [1, 2]},\n   ]\nb:\n  {c: d,\n   e: {f: g}}\nc:\n"
    "- [a, b]\n- {c: d}\n",
    "flow style that is not plain": "a: [b, # c\n  d]\nb: [&e f, *e, !!str g]\nc: {? h : i, j, k: , l: m}\n"
    "d: [n: o, p\n  q]\n"
    'e: {"r":1, s: t#u, v: w}\nf: [http://x/y, a:b, -, --c]\n',
    "lines that end otherwise": "a:\r\n  b: 1\r\n  c:\r\n  - 1\r\n  - 2\r\n",
}


@pytest.mark.parametrize("case", MISLEADING_YAML)
def test_lines_of_yaml_mislead_nobody(case: str) -> None:
    check_all_starts(read_source(MISLEADING_YAML[case].encode(), "a.yaml"))
    inside = (
        "x:\n" + textwrap.indent(MISLEADING_YAML[case].removeprefix("---\n").removesuffix("...\n"), "  ") + "y: 1\n"
    )
    check_all_starts(read_source(inside.encode(), "a.yaml"))


MISLEADING_LINES = {
    "a member of a member in the same column": '{\n "a": {\n "b": 1},\n "b": 2\n}',
    "a member that stands beside another": '{\n "a": {\n "b": 1}, "b": 2\n}',
    "objects that close where they seem to": '{\n "a": {"x": {},\n "b": {"y": 1}}, "b": {"z": 2}\n}',
    "a key twice": '{\n "a": 1,\n "b": 2,\n "a": 3\n}',
    "a key with an escape": '{\n "\\u0061": {"b": 1},\n "b": 2\n}',
    "nothing inside": '{\n "a": {\n },\n "b": [\n ]\n}',
    "spaces wherever they may stand": '{ \r\n\t"a" :\t{\r\n\t\t"b":1 } \t,\r\n\t"b":\r\n[ ] \r\n }\r\n',
    "a text that looks like more": '{\n "a": "\\n \\"b\\": 1",\n "b": "x, "\n}',
}


@pytest.mark.parametrize("case", MISLEADING_LINES)
def test_lines_of_json_mislead_nobody(case: str) -> None:
    document = read_source(MISLEADING_LINES[case].encode(), "a.json")
    everything = list(nodes(document.tree))
    for pointer, value in [*everything, *reversed(everything)]:
        check(document, Positions(document), pointer, value)
    places = Positions(document)
    for pointer, value in everything:
        check(document, places, pointer, value)


def test_many_places_of_a_large_document_cost_little() -> None:
    document = read_source(("a: [" + "x, " * 30_000 + "x]\n" + LARGE.removeprefix("---\n")).encode(), "large.yaml")
    places = Positions(document)
    places.place(("part0", "last"))
    with patience():
        for number in range(40):
            places.place((f"part{number}", "paths", "/orders/{id}", "list", 1, 0))


def sample(paths: list[Path], documents: int, places: int, seed: int) -> None:
    choose = random.Random(seed)
    for path in choose.sample(paths, min(documents, len(paths))):
        document = read_source(path.read_bytes(), path.name)
        found, soon = Positions(document), Positions(document)
        everything = list(nodes(document.tree))
        for pointer, value in choose.sample(everything, min(places, len(everything))):
            if not isinstance(value, dict | list) or len(pointer) > 2:
                check(document, found, pointer, value)
            check_start(soon, found, pointer)


def test_random_nodes_of_the_estate_are_where_they_are_said_to_be() -> None:
    sample(sorted((REPOSITORY / "contracts").rglob("*.yaml")), 40, 12, seed=3)


@needs_shared
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_random_nodes_of_real_documents_are_where_they_are_said_to_be(suffix: str) -> None:
    small = [path for path in sorted(VENDORS.rglob(f"*{suffix}")) if path.stat().st_size < 300_000]
    sample(small, 20, 25, seed=1)


@needs_shared
@pytest.mark.laws
def test_random_nodes_of_every_real_document_are_where_they_are_said_to_be() -> None:
    paths = [path for path in sorted(VENDORS.rglob("*")) if path.suffix in (".json", ".yaml")]
    sample(paths, len(paths), 100, seed=2)
