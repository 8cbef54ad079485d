"""JSON Pointers, by RFC 6901 §5 and §6."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.model.pointer import parse_pointer, print_fragment, print_pointer, settle, split_pointer
from catalog.model.source import Json, Pointer

DOCUMENT: Json = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ("/g|h", 4),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
        ("#/c%25d", 2),
        ("#/e%5Ef", 3),
        ("#/k%22l", 6),
        ("#/%20", 7),
    ],
)
def test_the_examples_of_the_rfc_lead_where_it_says(text: str, value: Json) -> None:
    assert settle(parse_pointer(text), DOCUMENT)[1] == value


def test_a_list_position_becomes_a_number_and_a_status_code_stays_text() -> None:
    tree: Json = {"responses": {"200": [{"a": 1}]}}
    assert settle(parse_pointer("/responses/200/0"), tree)[0] == ("responses", "200", 0)


@pytest.mark.parametrize("text", ["a", "#a", "/a~", "/a~2"])
def test_text_that_is_no_pointer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="JSON pointer"):
        parse_pointer(text)


@pytest.mark.parametrize("text", ["/foo/2", "/foo/-", "/foo/00", "/foo/x", "/nothing", "/foo/0/x"])
def test_a_pointer_to_nothing_says_where_it_ends(text: str) -> None:
    with pytest.raises(LookupError, match="leads to nothing"):
        settle(parse_pointer(text), DOCUMENT)


@given(st.lists(st.text()).map(tuple))
def test_what_is_printed_is_read_again(pointer: Pointer) -> None:
    assert parse_pointer(print_pointer(pointer)) == pointer
    assert parse_pointer(print_fragment(pointer)) == pointer
    assert print_fragment(pointer).isascii()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ("", "")),
        ("/paths/~1orders#search/post", ("", "/paths/~1orders#search/post")),
        ("shared.yaml#", ("shared.yaml", "")),
        ("shared.yaml#/paths/~1orders#search/post", ("shared.yaml", "/paths/~1orders#search/post")),
    ],
)
def test_a_key_with_a_hash_is_no_other_document(text: str, parts: tuple[str, str]) -> None:
    assert split_pointer(text) == parts
