"""Media types are compared as RFC 9110 does, not as strings."""

from __future__ import annotations

import pytest

from catalog.wire.media_types import MediaType, best_match, parse_media_type, unlike


def media(text: str) -> MediaType:
    found = parse_media_type(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("offered", "wanted", "covered"),
    [
        ("application/json", "application/json", True),
        ("application/json", "Application/JSON; charset=UTF-8", True),
        ("*/*", "application/json", True),
        ("application/*", "application/xml", True),
        ("application/*+json", "application/problem+json", True),
        ("application/*+json", "application/json", False),
        ("application/json", "application/problem+json", False),
        ("application/json; version=1", "application/json; version=1", True),
        ("application/json; version=1", "application/json", False),
        ("application/json", "application/json; version=1", True),
        ("text/plain", "text/*", False),
    ],
)
def test_covers(offered: str, wanted: str, covered: bool) -> None:
    assert media(offered).covers(media(wanted)) is covered


def test_the_most_specific_match_wins() -> None:
    offered = [media(text) for text in ("*/*", "application/*", "application/json", "application/json; v=2")]
    assert best_match(media("application/json; v=2"), offered) == media("application/json; v=2")
    assert best_match(media("application/json"), offered) == media("application/json")
    assert best_match(media("application/pdf"), offered) == media("application/*")
    assert best_match(media("text/csv"), offered) == media("*/*")
    assert best_match(media("text/csv"), offered[1:]) is None


def test_kinds() -> None:
    assert media("application/vnd.api+json").is_json
    assert media("application/atom+xml").is_xml
    assert media("multipart/form-data; boundary=x").is_form
    assert parse_media_type("nonsense") is None


def test_quoted_parameters() -> None:
    assert media(r'text/plain; a="x; y\"z"; B=c').parameters == (("a", 'x; y"z'), ("b", "c"))


@pytest.mark.parametrize(("name", "others", "found"), [
    ("*/*", (), "application/json"),
    ("text/*", (), "text/plain"),
    ("text/*", ("text/plain",), "text/csv"),
    ("application/*", ("application/json",), "application/xml"),
    ("application/*+json", (), "application/vnd.example+json"),
    ("audio/*", (), "audio/vnd.example"),
    ("*/*", ("application/*", "text/*", "image/*"), "example/vnd.example"),
    ("application/json", ("application/*",), None),
    ("application/json", ("application/xml",), "application/json"),
    ("nonsense", (), "nonsense"),
    ("nonsense", ("nonsense",), None),
])  # fmt: skip
def test_a_media_type_that_others_do_not_stand_for(name: str, others: tuple[str, ...], found: str | None) -> None:
    assert unlike(name, others) == found
