"""What commands print: JSON, or lines of text in columns."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

USUAL, WIDEST = 110, 140


def print_json(answer: Mapping[str, Any], *, is_short: bool = False) -> None:
    """The answer, indented, one trailing newline; a short one by what is there, for importing orjson takes longer."""
    print_bytes(_by_hand(answer) if is_short and "orjson" not in sys.modules else json_bytes(answer))


def _by_hand(answer: Mapping[str, Any]) -> bytes:
    import json

    return (json.dumps(answer, indent=2, ensure_ascii=False) + "\n").encode()


def json_bytes(answer: Mapping[str, Any]) -> bytes:
    """The answer as `print_json` prints it."""
    import orjson

    try:
        return orjson.dumps(answer, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)
    except TypeError:  # an integer beyond 64 bits
        return _by_hand(answer)


def print_bytes(data: bytes) -> None:
    """Text that is UTF-8 already, after what was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def print_table(rows: Sequence[Sequence[str]], indent: str = "") -> None:
    """Rows in aligned columns, the last one ragged."""
    if not rows:
        return
    rows = [[" ".join(cell.splitlines()) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        print((indent + "  ".join([*cells, row[-1]])).rstrip())


def terminal_width() -> int:
    """Columns of the terminal, at most 140; `shutil` would be asked, but costs 5 ms to import."""
    said = os.environ.get("COLUMNS", "")
    if said.isdigit() and int(said):
        return min(int(said), WIDEST)
    try:
        return min(os.get_terminal_size().columns or USUAL, WIDEST)
    except OSError:
        return USUAL
