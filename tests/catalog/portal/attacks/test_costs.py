"""Queries made to be slow: twice the text costs about twice the steps, never its square."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.catalog import SOUND
from tests.builders.git import git_repository
from tests.builders.portal import portal_client

UNITS = ("a", "aA", "a1", "a-", "_", "((", "*", '"', "a b ", "é", "\\", "%", "AND ", "NEAR(", "a.b/", "{}", "..", "😀")
PLACES = (
    "/main/search?q={}",
    "/main/services?q={}",
    "/main/contracts/orders/v1?q={}",
    "/main/contracts/orders/v1?at={}",
    "/main/rules?q={}",
    "/main/impact?at={}",
    "/main/map?focus={}",
    "/main/services/{}",
    "/main/compare/acme/things?to={}",
    "/main/source?file=catalog.yaml&pointer={}",
    "/main/source?file=catalog.yaml&text={}",
    "/{}/services",
)
SHORT, LONG = 2_000, 8_000
"""Characters: four times as many may cost at most five times the steps, and some."""
SOME = 20_000


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return portal_client(git_repository(tmp_path_factory.mktemp("costs") / "r", SOUND).path)


def steps(action: Callable[[], object]) -> int:
    """Lines of Python that an action runs, which no other load of the machine changes."""
    count = 0

    def traced(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)  # type: ignore[arg-type]
    try:
        action()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("place", PLACES)
def test_costs_grow_with_the_text(place: str, client: FlaskClient) -> None:
    from urllib.parse import quote

    for unit in UNITS:
        few, many = (quote((unit * size)[:size], safe="") for size in (SHORT, LONG))
        client.get(place.format(few))
        little = steps(lambda text=few: client.get(place.format(text)))  # type: ignore[misc]
        much = steps(lambda text=many: client.get(place.format(text)))  # type: ignore[misc]
        assert much <= 5 * little + SOME, (place, unit, little, much)


def test_the_measure_sees_a_square(tmp_path: Path) -> None:
    def square(size: int) -> None:
        for _ in range(size):
            for _ in range(size):
                pass

    assert steps(lambda: square(400)) > 5 * steps(lambda: square(100)) + SOME
