"""Which operation and callback of one release is which of the other (SEMANTICS §3)."""

from __future__ import annotations

import pytest

from tests.builders.compared import http, told

DONE = "responses: {'204': {description: d}}"
BODY, QUERY = "{$request.body#/url}", "{$request.query.url}"
PAID, GONE = "{type: object, properties: {a: {type: string}}}", "{type: object, properties: {b: {type: string}}}"
RENAMED, REMOVED, ADDED = ("callback-renamed", "safe"), ("callback-removed", "breaks"), ("callback-added", "safe")


def callbacks(*listed: tuple[str, str, str]) -> str:
    """An operation with callbacks of these names, expressions and bodies."""
    content = "{application/json: {schema: %s}}"
    items = (
        f"{name}: {{'{expression}': {{post: {{requestBody: {{content: {content % schema}}}, {DONE}}}}}}}"
        for name, expression, schema in listed
    )
    return http(f"{DONE}\ncallbacks: {{{', '.join(items)}}}")


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        ([("a", BODY, PAID)], [("b", BODY, PAID)], {RENAMED}),
        ([("a", BODY, PAID), ("b", BODY, GONE)], [("c", BODY, GONE), ("a", BODY, PAID)], {RENAMED}),
        ([("a", BODY, PAID)], [("b", QUERY, PAID)], {REMOVED, ADDED}),
        ([("a", BODY, PAID)], [("b", BODY, GONE)], {REMOVED, ADDED}),
        ([("a", BODY, PAID)], [("a", QUERY, PAID)], {REMOVED, ADDED}),
        ([("a", BODY, PAID), ("b", BODY, PAID)], [("b", BODY, PAID)], {REMOVED}),
    ],
)
def test_a_callback_is_what_it_says_and_where(
    base: list[tuple[str, str, str]], revision: list[tuple[str, str, str]], expected: set[tuple[str, str]]
) -> None:
    assert told(callbacks(*base), callbacks(*revision)) == expected


def paths(*keys: str) -> str:
    items = "".join(f"  '{key}': {{get: {{{DONE}}}}}\n" for key in keys)
    return f"openapi: 3.1.0\ninfo: {{title: t, version: 1.0.0}}\npaths:\n{items}"


MOVED = {("operation-removed", "breaks"), ("operation-added", "safe")}


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        ("/a b", "/a%20b"),
        ("/caf\u00e9", "/caf%C3%A9"),
        ("/%c3%a9", "/%C3%A9"),
        ("/%7eme", "/~me"),
        ("/%41/{x}", "/A/{y}"),
    ],
)
def test_a_path_is_the_same_however_it_is_encoded(base: str, revision: str) -> None:
    assert told(paths(base), paths(revision)) == told(paths(revision), paths(base)) == set()


@pytest.mark.parametrize(
    ("base", "revision"),
    [("/a%2Fb", "/a/b"), ("/a%3Fb", "/a?b"), ("/a", "/A"), ("/a+b", "/a%20b"), ("/a%7B%7D", "/a{}")],
)
def test_a_reserved_mark_is_another_path_where_it_is_encoded(base: str, revision: str) -> None:
    assert told(paths(base), paths(revision)) == MOVED


def test_paths_go_by_what_is_written_first() -> None:
    assert told(paths("/a b", "/a%20b"), paths("/a%20b", "/a b")) == set()
    assert told(paths("/a b", "/a%20b"), paths("/a%20b")) == {("operation-removed", "breaks")}


def test_a_trailing_slash_is_noted_however_the_rest_is_encoded() -> None:
    assert told(paths("/a b/"), paths("/a%20b")) == {("trailing-slash-changed", "may-break")}
