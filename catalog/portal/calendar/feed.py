"""The calendar as iCalendar (RFC 5545): one all-day event for each day of a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from catalog.answers.calendar.events import ReleaseDay

WORDS = {
    "announced": "is announced",
    "preview": "is in preview",
    "production": "goes into production",
    "deprecated": "is deprecated",
    "retirement": "retires",
}
OCTETS = 75
"""The longest line, without its end."""


def feed(catalog: str, days: Iterable[ReleaseDay]) -> bytes:
    """The calendar; equal days give equal bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Treaty//Vendor releases//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{text(f'{catalog}: vendor releases')}"]
    lines += [line for day in days for line in _event(day)]
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in fold(line)).encode()


def _event(each: ReleaseDay) -> Iterator[str]:
    name = f"{each.vendor} {each.label}" + (f" ({each.name})" if each.name else "")
    identity = sha256(f"{each.vendor}\0{each.label}\0{each.what}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"  # without an end it lasts the day that it begins on (section 3.6.1)
    yield f"UID:{identity}@treaty"
    yield f"DTSTAMP:{each.day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
    yield f"SUMMARY:{text(f'{name} {WORDS[each.what]}')}"
    if each.pinned_by:
        yield f"DESCRIPTION:{text('Pinned by ' + ', '.join(each.pinned_by))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def text(value: str) -> str:
    """A value of type TEXT; control characters are left out."""
    kept = "".join(char for char in value if char >= " " or char in "\n\t")
    for char, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(char, escape)
    return kept


def fold(line: str) -> Iterator[str]:
    """Lines of at most OCTETS octets, cut between characters; those that go on begin with a space."""
    part, size = "", 0
    for char in line:
        length = len(char.encode())
        if size + length > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + char, size + length
    yield part
