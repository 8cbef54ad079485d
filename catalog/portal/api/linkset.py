"""The catalog's APIs, and the portal's own, as a set of links (RFC 9264) with the profile of RFC 9727."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from catalog.model.service import ContractEntry
from catalog.repository.snapshot import Snapshot

MEDIA_TYPE = "application/linkset+json"
PROFILE = "https://www.rfc-editor.org/info/rfc9727"
CONTENT_TYPE = f'{MEDIA_TYPE}; profile="{PROFILE}"'
YAML, HTML, JSON = "application/yaml", "text/html", "application/json"
Link = dict[str, str]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the portal shows things, as absolute addresses: a contract's page, its data and its document."""

    catalog: str
    home: str
    contract: str
    handbook: str
    health: str
    page: Callable[[str], str]
    data: Callable[[str], str]
    document: Callable[[str], str]


def linkset(snapshot: Snapshot, places: Places) -> dict[str, Any]:
    """One context for the catalog itself, which lists all APIs as items, one for the portal, one for each contract."""
    entries = list(snapshot.contracts.values())
    items = [{"href": places.home}, *({"href": places.page(entry.id)} for entry in entries)]
    return {"linkset": [{"anchor": places.catalog, "item": items}, _portal(places), *_contracts(entries, places)]}


def _portal(places: Places) -> dict[str, Any]:
    return {
        "anchor": places.home,
        "service-desc": [{"href": places.contract, "type": JSON, "title": "Treaty portal"}],
        "service-doc": [{"href": places.handbook, "type": HTML}],
        "status": [{"href": places.health, "type": JSON}],
    }


def _contracts(entries: list[ContractEntry], places: Places) -> Iterator[dict[str, Any]]:
    for entry in entries:
        yield {
            "anchor": places.page(entry.id),
            "service-desc": [{"href": places.document(entry.id), "type": YAML, "title": entry.id}],
            "service-doc": [{"href": places.page(entry.id), "type": HTML}],
            "service-meta": [{"href": places.data(entry.id), "type": JSON}],
        }
