"""Long lists in pages."""

from __future__ import annotations

import pytest
from flask import Flask

from catalog.errors import UnknownName
from catalog.portal.pager import Pager, paged, pager
from catalog.portal.problems import WrongParameter


def asked(query: str, total: int, size: int = 10) -> Pager:
    with Flask("lists").test_request_context(f"/?{query}"):
        return pager(total, size)


@pytest.mark.parametrize(
    ("query", "total", "shown"),
    [("", 25, (1, 3, 1, 10)), ("page=3", 25, (3, 3, 21, 25)), ("", 0, (1, 1, 0, 0))],
)
def test_a_page_is_cut_out_of_the_list(query: str, total: int, shown: tuple[int, int, int, int]) -> None:
    found = asked(query, total)
    assert (found.page, found.pages, found.first, found.last) == shown
    assert found.of(list(range(1, total + 1))) == tuple(range(found.first, found.last + 1) if total else ())


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=1.5", "page=²", "page=99999999999999999999"])
def test_what_is_no_page_is_refused(query: str) -> None:
    with pytest.raises(WrongParameter):
        asked(query, 25)


@pytest.mark.parametrize(("total", "last"), [(25, 3), (0, 1), (10, 1)])
def test_beyond_the_last_page_nothing_is_found_and_the_last_is_named(total: int, last: int) -> None:
    asked(f"page={last}", total)
    with pytest.raises(UnknownName) as raised:
        asked(f"page={last + 1}", total)
    assert raised.value.hint == f"pages go from 1 to {last}"


def test_items_of_a_page_are_cut_out_by_the_parameter_named() -> None:
    found = paged("abcdefg", {"skips": "3", "page": "9"}, "skips", 3)
    assert (found.items, found.total, found.page, found.pages) == (("g",), 7, 3, 3)
    assert paged("", {}).items == ()
    with pytest.raises(UnknownName):
        paged("abc", {"skips": "2"}, "skips", 3)
    with pytest.raises(WrongParameter):
        paged("abc", {"skips": "two"}, "skips", 3)
