"""The index of one revision in SQLite's FTS5: names by words and by what is inside them, then texts."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import and_

import orjson

from catalog.search.counting import Tally
from catalog.search.entries import KINDS, Entry
from catalog.search.index import NO_FILTER, Hit, Results
from catalog.search.matching import WHOLE_KINDS, Match, Matching, Word
from catalog.search.members import Member, Members
from catalog.search.ranking import Asked, held, score, why
from catalog.search.spelling import Words, abbreviated, misspelt
from catalog.search.store import Store
from catalog.search.words import query_letters, query_words
from catalog.search.writing import NUMBERS

FEW = 5
"""Hits below which abbreviations and words with a letter amiss are tried."""

RANKED = 100
"""Names among which the best are looked for, those of the shortest name or title; more where a later page asks for
more."""

TEXT = -1
"""Stands for a name where a text was found."""


class SqliteIndex:
    """Answers from the store about the members of one revision; threads take turns."""

    def __init__(self, store: Store, members: Members) -> None:
        self._store = store
        self.members = members

    def search(
        self, query: str, *, filters: Mapping[str, str] = NO_FILTER, limit: int = 50, offset: int = 0
    ) -> Results:
        """As `Index` says.

        Raises:
            sqlite3.DatabaseError: the kept index is damaged.
        """
        words = query_words(query)
        if not words:
            return Results()
        with self._store.asked() as connection:
            asked = Asked(tuple(map(Word, words)), Word(query_letters(query)), query.strip())
            return _Search(connection, self.members, asked, filters, self._store.words).results(limit, offset)


class _Search:
    """One question."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        members: Members,
        asked: Asked,
        filters: Mapping[str, str],
        known: Callable[[], Words],
    ) -> None:
        self._connection = connection
        self._known = known
        self._members = members
        self._kind = NUMBERS.get(filters.get("kind", ""), -1 if filters.get("kind") else None)
        self._filters = {name: members.facets[name].get(value, 0) for name, value in filters.items()
                         if name in members.facets and value}  # fmt: skip
        self._matching = Matching(connection, members.bits)
        self._asked = asked

    def results(self, limit: int, offset: int) -> Results:
        found = self._found(self._asked)
        near: list[Match] = []
        asked = self._asked
        if sum(match.bits.bit_count() for match in found) < FEW:
            asked = self._tolerant()
            near = _without(self._found(asked), found)
        hits, taken = self._page([(self._asked, found), (asked, near)], limit, offset)
        return Results(hits, self._total((*found, *near)), self._counts((*found, *near)), taken)

    def _found(self, asked: Asked) -> list[Match]:
        """Names, and what is described with all the words, each source once."""
        named = list(self._matching.named(asked.words, asked.run))
        described = self._matching.described(asked.words)
        own = reduce(int.__or__, (match.bits for match in named if match.kind in WHOLE_KINDS), 0)
        for kind, bits in self._members.kinds.items():
            if bits & described & ~own:
                named.append(Match(TEXT, NUMBERS[kind], bits & described & ~own, True))
        return named

    def _tolerant(self) -> Asked:
        """With abbreviations and slips."""
        known, letters = self._known(), self._asked.letters
        words = (Word(word, (*abbreviated(known, word), *misspelt(known, word))) for word in self._asked.plain)
        return Asked(tuple(words), Word(letters, misspelt(known, letters)), self._asked.text)

    def _within(self, but: str = "") -> int:
        """The sources that pass the filters, all but one."""
        return reduce(and_, (bits for name, bits in self._filters.items() if name != but), self._members.bits)

    def _total(self, found: tuple[Match, ...]) -> int:
        mask = self._within()
        return sum((match.bits & mask).bit_count() for match in found if self._kind in (None, match.kind))

    def _counts(self, found: tuple[Match, ...]) -> dict[str, tuple[tuple[str, int], ...]]:
        mask, tally = self._within(), Tally()
        kinds = dict.fromkeys(range(len(KINDS)), 0)
        for match in found:
            kinds[match.kind] += (match.bits & mask).bit_count()
            if self._kind in (None, match.kind):
                tally.add(match.bits)
        counts = {"kind": tuple((KINDS[kind], count) for kind, count in kinds.items() if count)}
        for name, values in self._members.facets.items():
            within = self._within(name)
            counted = ((value, tally.within(bits & within)) for value, bits in values.items())
            counts[name] = tuple((value, count) for value, count in counted if count)
        return counts

    def _page(
        self, groups: list[tuple[Asked, list[Match]]], limit: int, offset: int
    ) -> tuple[tuple[Hit, ...], tuple[tuple[str, str], ...]]:
        shown: list[tuple[Match, int, str, str, str]] = []
        taken: dict[tuple[str, str], None] = {}
        for asked, found in groups:
            for match, name, title in self._ranked(asked, found, offset + limit):
                if len(shown) == limit:
                    break
                bits = match.bits & self._within()
                if offset >= bits.bit_count():
                    offset -= bits.bit_count()
                    continue
                sources = self._members.first(bits, offset + limit - len(shown))[offset:]
                offset = 0
                for source in sources:
                    member = self._members.by_source[source]
                    said, words = why(asked, name, title, None if match.whole else (member.kind, member.name))
                    taken.update(dict.fromkeys(words) if asked is not self._asked else {})
                    shown.append((match, source, name, title, said))
        return tuple(self._hits(shown)), tuple(taken)

    def _ranked(self, asked: Asked, found: list[Match], most: int) -> Iterator[tuple[Match, str, str]]:
        mask = self._within()
        wanted = [m for m in found if self._kind in (None, m.kind) and m.bits & mask]
        names = self._names({match.name for match in wanted if match.name != TEXT}, max(most, RANKED))
        how = {number: held(asked, *rest) for number, (_, _, *rest) in names.items()}
        named = [(match, *names[match.name][:2]) for match in wanted if match.name in names]
        named.sort(key=lambda each: score(how[each[0].name], each[1], KINDS[each[0].kind], each[0].whole, asked.text))
        yield from named
        yield from ((match, "", "") for match in wanted if match.name == TEXT)

    def _names(self, numbers: set[int], most: int) -> dict[int, tuple[str, str, str, str]]:
        """Name, title, and both in words, of the shortest names."""
        asked = "SELECT id, name, title, words, title_words FROM name WHERE id IN (SELECT value FROM json_each(?))"
        limited = f"{asked} ORDER BY size LIMIT ?"
        found = self._connection.execute(limited, (orjson.dumps(list(numbers)).decode(), most))
        return {number: tuple(rest) for number, *rest in found}

    def _hits(self, shown: list[tuple[Match, int, str, str, str]]) -> Iterator[Hit]:
        asked = "SELECT id, parts, texts FROM source WHERE id IN (SELECT value FROM json_each(?))"
        numbers = orjson.dumps(list({source for _, source, *_ in shown})).decode()
        kept = {number: (parts, texts) for number, parts, texts in self._connection.execute(asked, (numbers,))}
        for match, source, name, title, said in shown:
            member, (data, texts) = self._members.by_source[source], kept[source]
            parts = orjson.loads(zlib.decompress(data))
            if match.name == TEXT:
                yield self._text_hit(member, parts, orjson.loads(zlib.decompress(texts)))
                continue
            kind = KINDS[match.kind]
            same = [part for part in parts if part[1] == name and part[2] == title and part[0] == kind]
            yield Hit(_entry(member, same[0]), said, len(same))

    def _text_hit(self, member: Member, parts: list[list[str]], texts: list[str]) -> Hit:
        """The whole, with the part of it whose text holds most of the words."""
        words = self._asked.plain
        found = [sum(word in text.lower() for word in words) for text in texts]
        best = found.index(max(found))
        _, name, _, at, place = parts[best]
        entry = _entry(member, [*parts[0][:3], at, (place or name) if best else ""])
        return Hit(entry, f"the description of {place or name}" if best else "its description")


def _entry(member: Member, part: list[str]) -> Entry:
    kind, name, title, at, place = part
    return Entry(kind, name, title, member.contract, at, member.owner, member.owner_kind, place)


def _without(found: list[Match], known: list[Match]) -> list[Match]:
    """What was found newly."""
    before = {(match.name, match.kind): match.bits for match in known}
    left = (Match(m.name, m.kind, m.bits & ~before.get((m.name, m.kind), 0), m.whole) for m in found)
    return [match for match in left if match.bits]
