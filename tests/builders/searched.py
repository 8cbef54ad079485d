"""An index in memory, made of parts."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.search.entries import Part
from catalog.search.members import NONE, Member, Members, Values
from catalog.search.sources import whole_source
from catalog.search.sqlite import SqliteIndex
from catalog.search.store import Store
from catalog.search.writing import Writer


def part(kind: str, name: str, title: str = "", at: str = "", place: str = "", text: str = "") -> Part:
    return kind, name, title, at, place, text


def index_of(sources: Mapping[str, tuple[Part, ...]], values: Mapping[str, Values] | None = None) -> SqliteIndex:
    """Sources by name; the first part says what each is, and a contract belongs to the service before its slash."""
    store = Store(None)
    members = []
    with store.writing() as connection:
        for name, parts in sources.items():
            source = whole_source(parts)
            number = Writer(connection).write([source])[source.key]
            kind = parts[0][0]
            owner, owner_kind = (name.partition("/")[0], "service") if kind == "contract" else (name, kind)
            contract = name if kind == "contract" else ""
            members.append(Member(number, kind, name, contract, owner, owner_kind, (values or {}).get(name, NONE)))
    return SqliteIndex(store, Members(tuple(members)))
