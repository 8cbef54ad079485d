"""Every style writes what the specification's table shows, and reads back what it wrote."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.wire.styles import (
    Shape,
    Style,
    collection_style,
    read_pairs,
    read_query,
    read_segment,
    style_of,
    write_pairs,
    write_query,
    write_segment,
)

COLOURS = ["blue", "black", "brown"]
RGB = {"R": 100, "G": 200, "B": 150}

# OpenAPI 3.1.1 §4.8.12.3, the table of style examples.
SEGMENTS = [
    ("matrix", False, "blue", ";color=blue"),
    ("matrix", False, COLOURS, ";color=blue,black,brown"),
    ("matrix", False, RGB, ";color=R,100,G,200,B,150"),
    ("matrix", True, COLOURS, ";color=blue;color=black;color=brown"),
    ("matrix", True, RGB, ";R=100;G=200;B=150"),
    ("label", False, "blue", ".blue"),
    ("label", False, COLOURS, ".blue,black,brown"),
    ("label", False, RGB, ".R,100,G,200,B,150"),
    ("label", True, COLOURS, ".blue.black.brown"),
    ("label", True, RGB, ".R=100.G=200.B=150"),
    ("simple", False, "blue", "blue"),
    ("simple", False, COLOURS, "blue,black,brown"),
    ("simple", False, RGB, "R,100,G,200,B,150"),
    ("simple", True, RGB, "R=100,G=200,B=150"),
]
QUERIES = [
    ("form", False, "blue", "color=blue"),
    ("form", False, COLOURS, "color=blue%2Cblack%2Cbrown"),
    ("form", True, COLOURS, "color=blue&color=black&color=brown"),
    ("form", False, RGB, "color=R%2C100%2CG%2C200%2CB%2C150"),
    ("form", True, RGB, "R=100&G=200&B=150"),
    ("spaceDelimited", False, COLOURS, "color=blue%20black%20brown"),
    ("pipeDelimited", False, COLOURS, "color=blue%7Cblack%7Cbrown"),
    ("deepObject", True, RGB, "color[R]=100&color[G]=200&color[B]=150"),
]


def shape_of(value: Any) -> Shape:
    return Shape.OBJECT if isinstance(value, dict) else Shape.ARRAY if isinstance(value, list) else Shape.SCALAR


def as_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: str(item) for key, item in value.items()}
    return [str(item) for item in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize(("name", "explode", "value", "text"), SEGMENTS)
def test_segments(name: str, explode: bool, value: Any, text: str) -> None:
    style = style_of("path", name, explode)
    assert write_segment("color", value, style) == text
    assert read_segment("color", text, style, shape_of(value)) == as_texts(value)


@pytest.mark.parametrize(("name", "explode", "value", "text"), QUERIES)
def test_queries(name: str, explode: bool, value: Any, text: str) -> None:
    style = style_of("query", name, explode)
    assert write_query(write_pairs("color", value, style)) == text
    assert read_pairs("color", read_query(text), style, shape_of(value), ("R", "G", "B")) == as_texts(value)


def test_defaults_are_those_of_the_specification() -> None:
    assert style_of("query") == Style("form", True, "query")
    assert style_of("path") == Style("simple", False, "path")
    assert style_of("header", "simple", True).explode


@pytest.mark.parametrize(
    ("collection_format", "text"),
    [(None, "ids=1%2C2"), ("ssv", "ids=1%202"), ("pipes", "ids=1%7C2"), ("tsv", "ids=1%092"), ("multi", "ids=1&ids=2")],
)
def test_swagger_collection_formats(collection_format: str | None, text: str) -> None:
    style = collection_style("query", collection_format)
    assert write_query(write_pairs("ids", [1, 2], style)) == text


@pytest.mark.parametrize(("collection_format", "path", "header"), [
    (None, "1,2", "1,2"), ("ssv", "1%202", "1 2"), ("pipes", "1%7C2", "1|2"), ("tsv", "1%092", "1\t2"),
])  # fmt: skip
def test_swagger_collection_formats_of_segments(collection_format: str | None, path: str, header: str) -> None:
    for location, text in (("path", path), ("header", header)):
        style = collection_style(location, collection_format)
        assert write_segment("ids", [1, 2], style) == text
        assert read_segment("ids", text, style, Shape.ARRAY) == ["1", "2"]


texts = st.text(alphabet="abc &=%?#/äß€+", min_size=1, max_size=6)
plain = st.text(alphabet="abcXYZ 09", min_size=1, max_size=6)


@given(st.lists(texts, min_size=1, max_size=4))
def test_exploded_query_arrays_survive_any_text(values: list[str]) -> None:
    style = style_of("query")
    assert read_pairs("q", read_query(write_query(write_pairs("q", list(values), style))), style, Shape.ARRAY) == values


@given(
    st.sampled_from(["simple", "label", "matrix"]), st.booleans(), st.dictionaries(plain, plain, min_size=1, max_size=3)
)
def test_objects_in_paths_survive(name: str, explode: bool, value: dict[str, str]) -> None:
    style = style_of("path", name, explode)
    assert read_segment("p", write_segment("p", dict(value), style), style, Shape.OBJECT) == value


def test_null_and_the_empty_array_are_absence() -> None:
    assert write_pairs("q", None, style_of("query")) == ()
    assert write_pairs("q", [], style_of("query")) == ()
    assert read_pairs("q", (), style_of("query"), Shape.ARRAY) is None
