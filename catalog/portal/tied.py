"""All that ties a team or a domain to one of its neighbours, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.answers.people import Ties
from catalog.portal.pager import Pager, pager
from catalog.repository.named import known

SIDES = ("needs", "serves")


@dataclass(frozen=True, slots=True)
class Tied:
    """The pairs (service, contract) of this page; `side` says whether the neighbour is needed or served."""

    side: str
    name: str
    ties: tuple[tuple[str, str], ...]
    pager: Pager


def tied(args: Mapping[str, str], find: Callable[[], Ties]) -> Tied | None:
    """What `?needs=` or `?serves=` asks for; UnknownName where there is no such neighbour."""
    side = next((each for each in SIDES if args.get(each)), None)
    if side is None:
        return None
    name = args[side]
    pairs = tuple(known(getattr(find(), side), name, "neighbour"))
    pages = pager(len(pairs), name="ties", args=args)
    return Tied(side, name, pages.of(pairs), pages)
