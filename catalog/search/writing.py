"""Sources on their way into the store."""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

import orjson

from catalog.search.entries import KINDS
from catalog.search.sources import Source, packed, summary_data
from catalog.search.store import BLOCK
from catalog.search.words import searchable, split

NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
HOLDERS = ("service", "vendor", "contract", "entity")
"""Kinds whose names count for everything in their sources."""

Bits = dict[tuple[int, int, int], int]
"""Name, kind and block → bits of sources in the block."""


class Writer:
    """Writes sources in one transaction of the store's connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[tuple[str, str], int] = {}

    def write(self, sources: Iterable[Source]) -> Mapping[str, int]:
        """The number of each source by its key; those that are there already are left as they are."""
        numbers: dict[str, int] = {}
        bits: Bits = defaultdict(int)
        for source in sources:
            known = self._connection.execute("SELECT id FROM source WHERE key = ?", (source.key,)).fetchone()
            numbers[source.key] = known[0] if known else self._write(source, bits)
        self._add(bits)
        return numbers

    def _write(self, source: Source, bits: Bits) -> int:
        texts = [part[5] for part in source.parts]
        kept = (zlib.compress(packed(source), 1), zlib.compress(orjson.dumps(texts), 1))
        row = (source.key, source.root, orjson.dumps(source.files), summary_data(source), *kept)
        asked = "INSERT INTO source (key, root, files, summary, parts, texts) VALUES (?, ?, ?, ?, ?, ?)"
        number = self._connection.execute(asked, row).lastrowid or 0
        text = " ".join(filter(None, texts))
        if text.strip():
            self._connection.execute("INSERT INTO texts (rowid, words) VALUES (?, ?)", (number, text))
        kind, name, title = source.parts[0][:3]
        if kind in HOLDERS:
            held = searchable(f"{name} {title}")
            self._connection.execute("INSERT INTO holders (rowid, words) VALUES (?, ?)", (number, held))
        block, bit = number // BLOCK, 1 << number % BLOCK
        for kind, name, title, *_ in source.parts:
            bits[self._name(name, title), NUMBERS[kind], block] |= bit
        return number

    def _name(self, name: str, title: str) -> int:
        pair = (name, title)
        if pair not in self._names:
            asked = "SELECT id FROM name WHERE name = ? AND title = ?"
            known = self._connection.execute(asked, pair).fetchone()
            self._names[pair] = known[0] if known else self._new_name(name, title)
        return self._names[pair]

    def _new_name(self, name: str, title: str) -> int:
        ask = self._connection.execute
        both = split(name), split(title)
        letters = "".join(both[0]), "".join(both[1])
        asked = "INSERT INTO name (name, title, words, title_words, size) VALUES (?, ?, ?, ?, ?)"
        row = (name, title, " ".join(both[0]), " ".join(both[1]), min(map(len, filter(None, letters)), default=0))
        number = ask(asked, row).lastrowid or 0
        words = searchable(f"{name} {title}")
        ask("INSERT INTO names (rowid, words) VALUES (?, ?)", (number, f"{words} {' '.join(letters)}"))
        own = [*both[0], *both[1]]
        ask("INSERT INTO inside (rowid, letters, words) VALUES (?, ?, ?)", (number, " ".join(letters), " ".join(own)))
        whole = dict.fromkeys(own, 1)
        known = {word: 0 for word in letters if word} | whole
        self._connection.executemany(
            "INSERT INTO word VALUES (?, ?) ON CONFLICT DO UPDATE SET whole = max(whole, excluded.whole)",
            known.items(),
        )
        return number

    def _add(self, bits: Bits) -> None:
        ask = self._connection.execute
        for key, new in bits.items():
            old = ask("SELECT skipped, bits FROM posting WHERE name = ? AND kind = ? AND block = ?", key).fetchone()
            whole = new | int.from_bytes(old[1], "little") << 8 * old[0] if old else new
            data = whole.to_bytes((whole.bit_length() + 7) // 8, "little")
            kept = data.lstrip(b"\0")
            ask("INSERT OR REPLACE INTO posting VALUES (?, ?, ?, ?, ?)", (*key, len(data) - len(kept), kept))
