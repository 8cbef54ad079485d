"""JSON by RFC 8259, the same from either parser."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import LimitExceeded, UnreadableDocument
from catalog.model.source import Json, SourceDocument
from catalog.reading import json_text
from catalog.reading.limits import Limits
from catalog.reading.read import read_source

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
Read = Callable[[str], SourceDocument]


@pytest.fixture(params=["small", "large"])
def read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reading with the standard library, and with orjson."""
    monkeypatch.setattr(json_text, "SMALL", 10**9 if request.param == "small" else 0)
    return lambda text: read_source(text.encode(), "a.json")


@given(st.dictionaries(st.text(), VALUES), st.sampled_from([None, 2]), st.booleans())
def test_what_json_writes_is_read_as_it_was(value: dict[str, Json], indent: int | None, is_ascii: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    small = read_source(text.encode(), "a.json").tree
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "SMALL", 0)
        large = read_source(text.encode(), "a.json").tree
    assert repr(small) == repr(value) == repr(large)


def test_integers_of_any_length_are_exact(read: Read) -> None:
    assert read('{"a": 18446744073709551616, "b": -9223372036854775809}').tree == {"a": 2**64, "b": -(2**63) - 1}


def test_a_number_no_double_can_hold_stays_exact(read: Read) -> None:
    assert read('{"a": 1e400}').tree == {"a": 10**400}


def test_a_byte_order_mark_is_no_part_of_the_text(read: Read) -> None:
    document = read('\ufeff{"a": 1, "a": 2}')
    assert document.tree == {"a": 2}
    assert document.problems[0].span is not None
    assert document.problems[0].span.start.offset == 3 + 9


def test_a_key_set_twice_is_seen_behind_quotation_marks_written_as_numbers(read: Read) -> None:
    problems = read('{"a": 1, "a": "\\u0022\\u0022"}').problems
    assert [problem.rule for problem in problems] == ["duplicate-key"]


def test_a_key_set_twice_is_said_with_its_place(read: Read) -> None:
    text = '{"x": [{"a": 1,\n  "b": {"c": 0}, "a" : 2}], "x2": {"\\u0061": 1, "a": 1}}'
    document = read(text)
    assert document.tree == {"x": [{"a": 2, "b": {"c": 0}}], "x2": {"a": 1}}
    first, second = document.problems
    assert (first.rule, first.pointer) == ("duplicate-key", ("x", 0, "a"))
    assert "line 1" in first.message
    assert first.span is not None
    assert (first.span.start.line, first.span.start.column) == (2, 18)
    assert text[first.span.start.offset : first.span.end.offset] == '"a"'
    assert second.pointer == ("x2", "a")


@pytest.mark.parametrize(
    "text", ['{"a": ":", "b": "\\":", "c": [":x"]}', '{"a" :1,"b"\n: "c\\\\"}', '{"\\":": {"": 1}}']
)
def test_no_key_is_called_repeated_that_is_not(read: Read, text: str) -> None:
    assert read(text).problems == ()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"a": [1, 2', "a.json:1:12", "ends too early"),
        ('{"a": "b', "a.json:1:7", "unterminated string"),
        ('{\n  "a": 1,\n  "b" 2}', "a.json:3:7", "expecting ':'"),
        ('{"a": "\\ud800"}', "a.json:1:8", "surrogate"),
        ('{"a": "\\udc00\\ud800"}', "a.json:1:8", "surrogate"),
    ],
)
def test_broken_json_is_refused_with_its_place(read: Read, text: str, place: str, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(text)
    assert refused.value.place == place
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("text", "tree", "words"),
    [
        ('{"a": NaN}', {"a": "NaN"}, "a.json:1:7: not valid JSON: NaN is no JSON value"),
        ('{"a": [1, 2,]}', {"a": [1, 2]}, "a.json:1:13"),
        ("{a: 1}", {"a": 1}, "a.json:1:2"),
        ("a: 1\n", {"a": 1}, "does not begin with"),
    ],
)
def test_what_only_yaml_readers_can_read_is_read_and_said(read: Read, text: str, tree: Json, words: str) -> None:
    document = read(text)
    assert document.tree == tree
    assert [problem.rule for problem in document.problems] == ["not-json"]
    assert words in document.problems[0].message


def test_yaml_in_flow_style_is_no_problem_in_a_yaml_file() -> None:
    document = read_source(b"{a: [1, 2,], b: NaN}", "a.yaml")
    assert (document.tree, document.problems) == ({"a": [1, 2], "b": "NaN"}, ())


def test_a_number_with_too_many_digits_names_limit_and_place(read: Read) -> None:
    with pytest.raises(LimitExceeded, match=r"4,300 digits") as refused:
        read('{"a":\n ' + "9" * 4301 + "}")
    assert refused.value.place == "a.json:2:2"


def test_depth_is_a_limit_that_can_be_set(read: Read) -> None:
    text = '{"a": [[1]]}'
    assert read_source(text.encode(), "a.json", limits=Limits(depth=3)).tree == {"a": [[1]]}
    with pytest.raises(LimitExceeded, match="more than 2 deep") as refused:
        read_source(text.encode(), "a.json", limits=Limits(depth=2))
    assert refused.value.place == "a.json:1:8"


def test_the_digest_is_that_of_the_content_unless_told() -> None:
    assert read_source(b"{}", "a.json").digest == read_source(b"{}", "b.json").digest
    assert read_source(b"{}", "a.json", digest="abc").digest == "abc"
