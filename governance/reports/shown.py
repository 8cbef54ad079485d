"""Messages and values as people read them: one line, the part that differs always in it."""

from __future__ import annotations

import json

from catalog.frozen import dataclass
from catalog.model.pointer import parse_pointer
from catalog.model.source import Json, Pointer
from governance.findings import Witness

_JSON = json.JSONEncoder(ensure_ascii=False)


def request_line(witness: Witness) -> str:
    """`GET /v1/plans/plan answers 200`, `POST /orders?limit=1`, `order.submitted.v1`."""
    message = witness.message if isinstance(witness.message, dict) else {}
    if "address" in message:
        return str(message["address"] or "a message")
    query = f"?{message['query']}" if "query" in message else ""
    line = f"{message.get('method')} {message.get('path')}{query}"
    return f"{line} answers {message['status']}" if "status" in message else line


def body_line(witness: Witness, width: int) -> str:
    """The body or payload, and headers or content type where they differ; what does not differ gives way to `…`."""
    message = witness.message if isinstance(witness.message, dict) else {}
    pointer = parse_pointer(witness.pointer)
    shown = [
        f"{name} {shortened(message[name], pointer[1:] if pointer[:1] == (name,) else (), width)}"
        for name in ("contentType", "headers", "body", "payload")
        if name in message and (name in ("body", "payload") or pointer[:1] == (name,))
    ]
    return "; ".join(shown)


def shortened(value: Json, pointer: Pointer, width: int) -> str:
    """JSON within `width`, or as near to it as showing the place at `pointer` allows."""
    whole = _JSON.encode(value)
    if len(whole) <= width:
        return whole
    for cut in CUTS:
        text = _text(value, pointer, cut)
        if len(text) <= width:
            return text
    return f"{text[:width]}…"


@dataclass(frozen=True, slots=True)
class Cut:
    """How much is shown: members beside the way to the place, members and levels at its end, characters of a text."""

    beside: int
    members: int
    levels: int
    characters: int


CUTS = (Cut(12, 20, 3, 80), Cut(4, 12, 2, 80), Cut(0, 8, 1, 60), Cut(0, 5, 0, 40), Cut(0, 2, 0, 20))


def _text(value: Json, pointer: Pointer, cut: Cut, level: int = 0) -> str:
    """Along the pointer what leads on, below its end as many levels as `cut` allows."""
    if isinstance(value, dict) and value:
        names = _kept(list(value), pointer, cut, level)
        parts = [f"{_JSON.encode(name)}: {_below(value[name], name, pointer, cut, level)}" for name in names]
        return "{" + ", ".join([*parts, *(["…"] if len(names) < len(value) else [])]) + "}"
    if isinstance(value, list) and value:
        most = 2 if pointer or level <= cut.levels else 0
        parts = [_below(item, index, pointer, cut, level) for index, item in enumerate(value[:most])]
        return "[" + ", ".join([*parts, *([f"… {len(value) - most} more"] if len(value) > most else [])]) + "]"
    if isinstance(value, str) and len(value) > cut.characters:
        return f'{_JSON.encode(value[: cut.characters])[:-1]}… ({len(value)} characters)"'
    return _JSON.encode(value)


def _below(value: Json, token: str | int, pointer: Pointer, cut: Cut, level: int) -> str:
    leads = bool(pointer) and str(pointer[0]) == str(token)
    return _text(value, pointer[1:] if leads else (), cut, level if leads else level + 1)


def _kept(names: list[str], pointer: Pointer, cut: Cut, level: int) -> list[str]:
    if not pointer:
        return names[: cut.members] if level <= cut.levels else []
    leading = [name for name in names if name == str(pointer[0])]
    others = [name for name in names if name not in leading][: cut.beside]
    return [name for name in names if name in leading or name in others]
