"""RFC 5545: lines are folded between characters, and what means something is escaped."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.answers.calendar.events import ReleaseDay
from catalog.portal.calendar.feed import OCTETS, feed, fold, text
from tests.builders.estate import estate_portal


@pytest.mark.parametrize("line", ["", "a" * 75, "a" * 76, "ä" * 200, "SUMMARY:" + "漢字" * 90])
def test_folded_lines_are_short_and_give_the_line_again(line: str) -> None:
    parts = list(fold(line))
    assert all(len(part.encode()) <= OCTETS for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])


def test_what_means_something_is_escaped() -> None:
    assert text("a;b,c\\d\ne\r\x00f") == "a\\;b\\,c\\\\d\\nef"


def test_a_name_cannot_end_the_event() -> None:
    day = ReleaseDay(date(2027, 2, 6), "v", "1\r\nEND:VEVENT", "n", "production", ("a", "b"), "f", "/p")
    lines = feed("Us", [day]).decode().split("\r\n")
    assert lines.count("END:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20270206" in lines
    assert "DESCRIPTION:Pinned by a\\, b" in lines


def test_the_last_day_that_there_is_has_no_next_one() -> None:
    never = ReleaseDay(date.max, "v", "1", "n", "retirement", (), "f", "/p")
    assert b"DTSTART;VALUE=DATE:99991231" in feed("Us", [never])


def test_the_days_of_one_vendor_are_a_feed_of_their_own() -> None:
    every, one = (estate_portal().get(f"/main/calendar.ics{query}") for query in ("", "?vendor=salesforce"))
    told = one.text.split("\r\n")
    events = [line for line in told if line.startswith("SUMMARY")]
    assert events
    assert set(events) < {line for line in every.text.split("\r\n") if line.startswith("SUMMARY")}
    assert estate_portal().get("/main/calendar.ics?vendor=nobody").status_code == 404
