"""Sunsets inside documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.lifecycle.elements import MovedSunset, moved_sunsets, sunset_of, sunsets_on_way

OLD, NEW = date(2027, 6, 30), date(2027, 3, 31)


def part(day: object, **more: Any) -> dict[str, Any]:
    return {"deprecated": True, "x-sunset": day, **more}


def test_only_what_is_deprecated_has_a_sunset() -> None:
    assert sunset_of(part("2027-06-30")) == OLD
    assert sunset_of({"x-sunset": "2027-06-30"}) is None
    assert sunset_of({"deprecated": "true", "x-sunset": "2027-06-30"}) is None
    for odd in ("soon", 20270630.5, None, ["2027-06-30"]):
        assert sunset_of(part(odd)) is None


def test_everything_on_the_way_counts() -> None:
    tree: Any = {"paths": {"/a": part("2027-06-30", get={"parameters": [{}, part("2027-03-31")]})}}
    assert list(sunsets_on_way(tree, ("paths", "/a", "get", "parameters", 1, "schema"))) == [OLD, NEW]
    assert list(sunsets_on_way(tree, ("paths", "/a", "get", "parameters", "0"))) == [OLD]
    assert list(sunsets_on_way(tree, ("paths", "/b"))) == []


def test_a_day_that_comes_sooner_is_found_wherever_it_stands() -> None:
    def tree(day: str) -> Any:
        return {"paths": {"/a": {"get": {"parameters": [{}, part(day)]}}}, "other": part("2027-06-30")}

    assert list(moved_sunsets(tree("2027-06-30"), tree("2027-03-31"))) == [
        MovedSunset(("paths", "/a", "get", "parameters", 1), OLD, NEW)
    ]
    assert list(moved_sunsets(tree("2027-03-31"), tree("2027-06-30"))) == []
    assert list(moved_sunsets(tree("2027-06-30"), {"paths": []})) == []


def test_a_deep_document_ends() -> None:
    old: Any = part("2027-06-30")
    new: Any = part("2027-03-31")
    for _ in range(500):
        old, new = {"a": old}, {"a": new}
    assert [moved.pointer for moved in moved_sunsets(old, new)] == [("a",) * 500]
