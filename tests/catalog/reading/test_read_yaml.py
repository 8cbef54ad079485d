"""YAML 1.2 core, the same from yaml_rs, from libyaml, and where yaml_rs is not installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import yaml

from catalog.errors import LimitExceeded, UnreadableDocument
from catalog.model.source import Json, SourceDocument
from catalog.reading import yaml_plain
from catalog.reading.limits import DEFAULT
from catalog.reading.read import read_source
from catalog.reading.source_text import decode
from catalog.reading.yaml_build import build

Read = Callable[[str], SourceDocument]


@pytest.fixture(params=["as installed", "without yaml_rs", "without libyaml", "orjson at once"])
def read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    if request.param.startswith("without"):
        monkeypatch.setitem(sys.modules, "yaml_rs", None)
    if request.param == "without libyaml":
        monkeypatch.delattr(yaml, "CSafeLoader")
    if request.param == "orjson at once":
        monkeypatch.setattr(yaml_plain, "SMALL", 0)
    return lambda text: read_source(text.encode(), "a.yaml")


SCALARS: list[tuple[str, Json]] = [
    ("on", "on"),
    ("yes", "yes"),
    ("NO", "NO"),
    ("true", True),
    ("False", False),
    ("tRUE", "tRUE"),
    ("null", None),
    ("~", None),
    ("", None),
    ("012", 12),
    ("090", 90),
    ("0612345678", 612345678),
    ("0o14", 12),
    ("0x1F", 31),
    ("-0x1F", "-0x1F"),
    ("0X1F", "0X1F"),
    ("0b11", "0b11"),
    ("1_000", "1_000"),
    ("_1", "_1"),
    ("+12", 12),
    ("-0", 0),
    ("1e3", 1000.0),
    (".5", 0.5),
    ("5.", 5.0),
    ("1_0.5", "1_0.5"),
    ("1e400", 10**400),
    (".inf", ".inf"),
    ("-.INF", "-.INF"),
    (".nan", ".nan"),
    (".iNF", ".iNF"),
    ("2001-01-01", "2001-01-01"),
    ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
    ("12:30:45", "12:30:45"),
    ("190:20:30", "190:20:30"),
    ("=", "="),
    ("<<", "<<"),
    ("18446744073709551617", 18446744073709551617),
    ("0xFFFFFFFFFFFFFFFFFF", 0xFFFFFFFFFFFFFFFFFF),
    ("'012'", "012"),
    ('"true"', "true"),
    ("!!str 012", "012"),
    ("!!int '12'", 12),
    ("! 12", "12"),
]


@pytest.mark.parametrize(("text", "value"), SCALARS)
def test_scalars_are_those_of_the_core_schema(read: Read, text: str, value: Json) -> None:
    document = read(f"a: {text}\nb:\n- {text}\nc: [{text}]\n")
    wanted = {"a": value, "b": [value], "c": [value] if text else []}
    assert repr(document.tree) == repr(wanted)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("200", "200"),
        ("true", "true"),
        ("True", "True"),
        ("null", "null"),
        ("~", "~"),
        ("1.10", "1.10"),
        ("012", "012"),
        ("0x10", "0x10"),
        ("+5", "+5"),
        ("-0", "-0"),
        ("1_0", "1_0"),
        ("1e400", "1e400"),
        ("on", "on"),
        ("2001-01-01", "2001-01-01"),
        ("18446744073709551617", "18446744073709551617"),
        ("'200'", "200"),
    ],
)
def test_keys_are_texts_as_they_are_written(read: Read, key: str, name: str) -> None:
    assert read(f"{key}: 1\n").tree == {name: 1}
    assert read(f"a:\n- {{{key}: 1}}\n").tree == {"a": [{name: 1}]}


def test_leading_zeros_are_said_with_their_place(read: Read) -> None:
    (problem,) = read("a:\n  - b: 012\n  - c: '012'\n").problems
    assert (problem.rule, problem.pointer) == ("ambiguous-number", ("a", 0, "b"))
    assert problem.span is not None
    assert (problem.span.start.line, problem.span.start.column) == (2, 8)
    assert "12" in problem.message


def test_merge_keys_are_expanded(read: Read) -> None:
    text = """
base: &base {a: 1, b: 2, deep: {x: 1}}
other: &other {b: 3, c: 4}
one: {<<: *base, b: 9}
many: {<<: [*base, *other], d: 5}
inline: {<<: {z: 1}}
quoted: {"<<": *base}
"""
    tree = read(text).tree
    assert isinstance(tree, dict)
    assert tree["one"] == {"a": 1, "b": 9, "deep": {"x": 1}}
    assert tree["many"] == {"a": 1, "b": 2, "deep": {"x": 1}, "c": 4, "d": 5}
    assert tree["inline"] == {"z": 1}
    assert tree["quoted"] == {"<<": {"a": 1, "b": 2, "deep": {"x": 1}}}


def test_a_merge_of_what_is_no_object_is_kept_and_said(read: Read) -> None:
    document = read("<<: [1]\na: 2\n")
    assert document.tree == {"<<": [1], "a": 2}
    assert [problem.rule for problem in document.problems] == ["unmergeable"]


def test_aliases_bring_what_they_name(read: Read) -> None:
    assert read("a: &x [1, &y b]\nc: *x\nd: {*y : 2}\n").tree == {"a": [1, "b"], "c": [1, "b"], "d": {"b": 2}}


def test_tags_that_mean_nothing_here_are_dropped_and_said(read: Read) -> None:
    document = read("a: !Ref x\nb: !!binary aGk=\nc: !include {d: 1}\n")
    assert document.tree == {"a": "x", "b": "aGk=", "c": {"d": 1}}
    assert [(problem.rule, problem.pointer) for problem in document.problems] == [
        ("unknown-tag", (name,)) for name in "abc"
    ]


@pytest.mark.parametrize(
    ("text", "pointer", "line"),
    [
        ("a: 1\nb: {c: 1, c: 2}\n", ("b", "c"), 2),
        ("a:\n  - b: 1\n    c: 2\n    b: 3\n", ("a", 0, "b"), 4),
        ("200: 1\n'200': 2\n", ("200",), 2),
        ("true: 1\n'true': 2\n", ("true",), 2),
    ],
)
def test_a_key_set_twice_is_said_with_its_place(read: Read, text: str, pointer: tuple[str, ...], line: int) -> None:
    (problem,) = read(text).problems
    assert (problem.rule, problem.pointer) == ("duplicate-key", pointer)
    assert problem.span is not None
    assert problem.span.start.line == line


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("\ufeffa: 1\n", {"a": 1}),
        ("a: |\n  x", {"a": "x\n"}),
        ("a: |\n  x\n", {"a": "x\n"}),
        ("a: |-\n  x", {"a": "x"}),
        ("a: >\n  x\n  y", {"a": "x y\n"}),
        ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", {"a": 1, "b": "x\ny\n"}),
        ("", None),
        ("# only a comment\n", None),
        ("--- {a: 1}\n...\n", {"a": 1}),
        ("%YAML 1.2\n---\na: 1\n", {"a": 1}),
        ("a: x\u2028y\u0085z\ufeff\n", {"a": "x\u2028y\u0085z\ufeff"}),
        ('a: "\u2029 x\x7f"\n', {"a": "\u2029 x\x7f"}),
        ("a: \ue000\u2028\n", {"a": "\ue000\u2028"}),
        ("just text", "just text"),
    ],
)
def test_texts_with_odd_edges(read: Read, text: str, tree: Json) -> None:
    document = read(text)
    assert (document.tree, document.problems) == (tree, ())


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1", "second YAML document"),
        ("a: &x [1, *x]\n", "a.yaml:1:11", "inside what it names"),
        ("a: *x\n", "a.yaml:1:4", "no anchor &x"),
        ("? [a]\n: 1\n", "a.yaml:1:3", "key that is an array"),
        ("a: b: c\n", "a.yaml:1:5", "mapping values are not allowed"),
        ("a: 'x\n", "a.yaml:2:1", "ends too early"),
        ("a: [1, 2\n", "a.yaml:2:1", "ends too early"),
        ("\ufeffé: é\n\tb: 1\n", "a.yaml:2:1", "not valid YAML"),
        ("a: " + "9" * 5000, "a.yaml:1:4", "4,300 digits"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(read: Read, text: str, place: str, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(text)
    assert refused.value.place == place
    assert words in refused.value.message


def test_the_alias_limit_counts_what_aliases_add() -> None:
    text = "a: &a [1, 2, 3]\n" + "".join(f"k{i}: *a\n" for i in range(10))
    assert build(decode(text.encode(), "a", DEFAULT), DEFAULT).tree
    with pytest.raises(LimitExceeded, match="aliases add more than 20 values") as refused:
        read_source(text.encode(), "a.yaml", limits=replace(DEFAULT, alias_nodes=20))
    assert refused.value.place == "a.yaml:7:5"
