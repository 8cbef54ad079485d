"""Where a page that cannot be shown leads: to the line that is the reason, and to what is found in its contract."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from flask import g, request, url_for

from catalog.errors import CatalogError
from catalog.portal.pages import current_snapshot

PLACE = re.compile(r"(.+?)(?::([1-9]\d*)(?::\d+)?)?")
OF_OTHER_COMMITS = "compare.page"
"""What this page reads is not of the commit in its address, whose lines may be others."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the catalog, and the line where it is known."""

    file: str
    line: int | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Addresses, empty where there is none: of the `place`, and of the findings of the `contract`."""

    place: str = ""
    contract: str = ""
    findings: str = ""


def place_of(error: CatalogError) -> Place | None:
    """The file of the catalog that an error names; any other place is not for visitors."""
    named = PLACE.fullmatch(error.place or "")
    if named is not None and "revision" in g:
        with suppress(CatalogError):
            snapshot = current_snapshot()
            if named[1] in snapshot.documents.below(snapshot.root):
                return Place(named[1], int(named[2]) if named[2] else None)
    return None


def ways_on(place: Place | None) -> WaysOn:
    """From the page that was asked for, because of what stands at a place."""
    if place is None:
        return WaysOn()
    source = "" if request.endpoint == OF_OTHER_COMMITS else url_for("source.page", file=place.file, line=place.line)
    contract = (request.view_args or {}).get("contract_id", "")
    if request.endpoint == "findings.page" or contract not in current_snapshot().contracts:
        return WaysOn(source)
    return WaysOn(source, contract, url_for("findings.page", contract_id=contract))
