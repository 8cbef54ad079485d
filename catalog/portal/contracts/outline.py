"""What a contract's page has room for: its parts filtered and cut into pages, each list by a parameter of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from catalog.answers.contract import PartRows
from catalog.answers.places import channel_row, event_rows, message_rows, operation_rows, schema_summaries
from catalog.model.contract import Contract
from catalog.portal.pager import Pager, pager

T = TypeVar("T")
SIZES = {"operations": 60, "events": 60, "channels": 40, "messages": 60, "schemas": 60}


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows of a page; `pagers` says of each list how much there is, after the filter `words`."""

    words: str
    rows: PartRows
    pagers: dict[str, Pager]
    total: int


def outline(contract: Contract, words: str) -> Outline:
    """The parts that all words occur in, those of this request's pages."""
    pagers: dict[str, Pager] = {}

    def page(name: str, items: Iterable[T], text: Callable[[T], str]) -> tuple[T, ...]:
        found = [item for item in items if _has(text(item), words)]
        pagers[name] = pager(len(found), SIZES[name], name)
        return pagers[name].of(found)

    rows = PartRows(
        page("operations", operation_rows(contract), lambda r: f"{r.method} {r.path} {r.operation_id} {r.summary} {r.tags}"),
        page("events", event_rows(contract), lambda r: f"{r.action} {r.channel} {r.operation_id} {r.summary} {r.messages}"),
        tuple(map(channel_row, page("channels", contract.channels, lambda c: f"{c.key} {c.address} {c.title}"))),
        page("messages", message_rows(contract), lambda r: f"{r.name} {r.title} {r.summary}"),
        tuple(schema_summaries(page("schemas", contract.schemas, lambda s: s.name), contract)),
    )
    return Outline(words, rows, pagers, _total(contract))


def _has(text: str, words: str) -> bool:
    lowered = text.lower()
    return all(word in lowered for word in words.lower().split())


def _total(contract: Contract) -> int:
    lists = (contract.operations, contract.event_operations, contract.channels, contract.messages, contract.schemas)
    return sum(map(len, lists))
