"""JSON Pointers (RFC 6901): text, URI fragment, and what they lead to."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from catalog.model.source import Json, Pointer

_BAD_ESCAPE = re.compile(r"~(?![01])")
_INDEX = re.compile(r"0|[1-9][0-9]*")
_FRAGMENT_SAFE = "!$&'()*+,;=:@/?~"


@lru_cache(maxsize=4096)
def parse_pointer(text: str) -> Pointer:
    """The tokens of `/a/b~1c` or, percent-decoded, of the URI fragment `#/a/b~1c`; all of them texts.

    Only a document can say which tokens are list positions: see `settle`.
    Raises ValueError for text that is no pointer.
    """
    if text.startswith("#"):
        text = unquote(text[1:])
    if not text:
        return ()
    if not text.startswith("/"):
        raise ValueError(f"a JSON pointer is empty or begins with /, unlike {text!r}")
    if "~" not in text:
        return tuple(text[1:].split("/"))
    if _BAD_ESCAPE.search(text):
        raise ValueError(f"~ is written ~0 in a JSON pointer, unlike in {text!r}")
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in text[1:].split("/"))


def split_pointer(text: str) -> tuple[str, str]:
    """The other document that a finding's pointer leads into, empty where it is the contract's own; the pointer. A key
    may hold a `#`, as of paths that are told apart by one."""
    if not text or text.startswith("/"):
        return "", text
    name, mark, rest = text.partition("#/")
    return (name, f"/{rest}") if mark else (name.removesuffix("#"), "")


def print_pointer(pointer: Pointer) -> str:
    """`/a/b~1c/0`, the text that `parse_pointer` reads."""
    return "".join(map(_written, pointer))


@lru_cache(maxsize=16384)
def _written(token: str | int) -> str:
    """A token as pointers have it; the same few are in nearly all pointers of a document."""
    return "/" + str(token).replace("~", "~0").replace("/", "~1")


def print_fragment(pointer: Pointer) -> str:
    """`#/a/b~1c/0` with percent-escapes, as a `$ref` writes it."""
    return "#" + quote(print_pointer(pointer), safe=_FRAGMENT_SAFE)


def step(node: Json, token: str | int) -> tuple[str | int, Json] | None:
    """The member or item that a token names, with the token as the node's kind has it; None where there is none."""
    if isinstance(node, dict):
        name = str(token)
        return (name, node[name]) if name in node else None
    if isinstance(node, list) and (isinstance(token, int) or _INDEX.fullmatch(token)):
        index = int(token)
        return (index, node[index]) if 0 <= index < len(node) else None
    return None


def settle(pointer: Pointer, tree: Json) -> tuple[Pointer, Json]:
    """The pointer with ints for list positions, and the node that it leads to in the tree. Raises LookupError."""
    settled: list[str | int] = []
    for token in pointer:
        if isinstance(tree, dict) and token in tree and isinstance(token, str):
            settled.append(token)
            tree = tree[token]
            continue
        found = step(tree, token)
        if found is None:
            raise LookupError(f"{print_pointer(pointer)} leads to nothing below {print_pointer(tuple(settled)) or '/'}")
        settled.append(found[0])
        tree = found[1]
    return tuple(settled), tree
