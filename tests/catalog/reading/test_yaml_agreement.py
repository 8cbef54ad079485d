"""What is written is read again, and both ways through YAML agree."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import UnreadableDocument
from catalog.model.source import Json
from catalog.reading.limits import DEFAULT
from catalog.reading.odd_numbers import has_odd_number
from catalog.reading.read import read_source
from catalog.reading.source_text import decode
from catalog.reading.yaml_build import build
from catalog.reading.yaml_plain import NotPlain, parse_plain

JSON_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")))
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | JSON_TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(JSON_TEXTS, inner, max_size=4),
    max_leaves=20,
)


class _Dumper(yaml.SafeDumper):
    """Writes YAML that core readers understand: strings quoted, no aliases, exponents with a fraction."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(float, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", repr(number)))


@given(JSON_VALUES, st.sampled_from([None, True, False]))
def test_what_is_written_as_yaml_is_read_as_it_was(value: Json, flow: bool | None) -> None:
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=10**6)
    assert read_source(text.encode(), "a.yaml").tree == value


@given(JSON_VALUES)
def test_json_means_the_same_read_as_yaml(value: Json) -> None:
    text = "--- " + json.dumps(value, ensure_ascii=False)
    assert read_source(text.encode(), "a.yaml").tree == value


PIECES = st.sampled_from(
    [
        *("a", "b c", ":", ": ", "- ", "-", "\n", "\n  ", "\n    ", "\r\n", "\t", "[", "]", "{", "}", ", ", "'", '"'),
        *("&a\n", "&b\n  ", "a: ", "- ", "*b", "# z\n", "it's"),
        *("#", " # x", "|\n", ">-\n", "? ", "&a ", "*a", "!t ", "<<: ", "%", "@", "`", "---", "...", "é", "\u2028"),
        *("0", "1", "12", "007", "1_0", "0x1", "0b1", "e5", ".", "-1", "+1", ".inf", "true", "null", "~"),
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_both_ways_through_yaml_agree_on_any_text(text: str) -> None:
    source = decode(text.encode(), "a.yaml", DEFAULT)
    try:
        fast = parse_plain(source, DEFAULT)
    except NotPlain:
        return
    try:
        slow = build(source, DEFAULT)
    except UnreadableDocument:  # libyaml refuses a little that YAML 1.2 allows, such as `[|]`
        return
    assert repr(slow.tree) == repr(fast)
    assert slow.problems == ()


SCALARS = st.sampled_from(["a", "it's", "b c", '"', 1, None, True, "x: y", "a\nb", "# n", "*id001", "&y", "[z"])
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, min_size=1),
    max_leaves=6,
)
EDITS = st.sampled_from(
    [
        "  *id001",
        "- *id001",
        "",
        "# x",
        "  z: *id001",
        "    z: 'a",
        "  w: {",
        " # c",
        " 'q",
        ": *id001",
        " |",
        "  - z: 1",
    ]
)


@settings(max_examples=400)
@given(st.lists(TREES, min_size=1, max_size=2), st.lists(st.tuples(st.integers(0, 40), EDITS), max_size=3), st.data())
def test_both_ways_agree_on_anchors(shared: list[Json], edits: list[tuple[int, str]], data: st.DataObject) -> None:
    """Of trees that share nodes, written with anchors, some lines of which are then meddled with."""
    tree = {name: data.draw(st.sampled_from(shared) | TREES) for name in "pqrs"}
    lines = yaml.safe_dump({"first": shared, **tree}, sort_keys=False, default_flow_style=False, width=20).split("\n")
    for at, edit in edits:
        lines.insert(at % len(lines), edit)
    source = decode("\n".join(lines).encode(), "a.yaml", DEFAULT)
    try:
        fast = parse_plain(source, DEFAULT)
    except NotPlain:
        return
    slow = build(source, DEFAULT)
    assert (repr(slow.tree), slow.problems) == (repr(fast), ())


@pytest.mark.parametrize(
    "text",
    [
        "a: &x\n  - b\nc: *x\n",
        "a:\n  b: &x\n    c: 'd'\n    e:\n    - f # g\n  h: *x\ni: [*x, *x]\n",
        "- &x one\n- *x\n",
        "a: &x\r\n  - b\r\n# c\r\nd: *x\r\n",
    ],
)
def test_simple_anchors_take_the_fast_way(text: str) -> None:
    source = decode(text.encode(), "a.yaml", DEFAULT)
    assert parse_plain(source, DEFAULT) == build(source, DEFAULT).tree


@pytest.mark.parametrize(
    "text",
    [
        "a: &x\n  b: *x\n",
        "a: &x\n  b: 1\n# c\n  d: *x\n",
        "a: &x\n  b: &y\n    c: 1\nd: *x\n",
        "a: &x 1\nb: &x 2\nc: *x\n",
        "a: &x b\n*x : c\n",
        "a: &x 012\nb: *x\n",
        "a: &x\n  b: 'c\nd: e'\n  f: *x\n",
    ],
)
def test_odd_anchors_do_not(text: str) -> None:
    with pytest.raises(NotPlain):
        parse_plain(decode(text.encode(), "a.yaml", DEFAULT), DEFAULT)


def test_aliases_add_no_more_than_is_allowed_on_the_fast_way() -> None:
    text = "a: &x\n  - b\n" + "".join(f"c{number}: *x\n" for number in range(9))
    source = decode(text.encode(), "a.yaml", DEFAULT)
    assert parse_plain(source, DEFAULT) == build(source, DEFAULT).tree
    with pytest.raises(NotPlain):
        parse_plain(source, replace(DEFAULT, alias_nodes=20))


ODD = ("012", "0x1F", "-0x1F", "0X1F", "0b11", "0o14", "1_000", "_1", "1_0.5", "1e400", ".inf", "-.INF", ".nan")
FRAMES = ("%s", "a: %s", "- %s", "-  - %s\n", "a: [%s]", "a: [b, %s, c]", '{"a":%s}', "a:\n  %s # x", "%s: a", "? %s")


@pytest.mark.parametrize("text", ODD)
def test_odd_numbers_are_found_wherever_a_scalar_may_stand(text: str) -> None:
    for frame in (
        "%s",
        "a: %s",
        "- %s",
        "-  - %s\n",
        "a: [%s]",
        "a: [b, %s, c]",
        '{"a":%s}',
        "a:\n  %s # x",
        "%s: a",
        "? %s",
    ):
        assert has_odd_number((frame % text).encode()), frame


def test_prose_is_not_taken_for_numbers() -> None:
    text = b"a: see 012 there, and 1_000,\nb: at 12:00:05, id 00e1-0b1\nc: up to 10,000.\nd: 2001-01-01T00:00:00Z\n"
    assert not has_odd_number(text)
