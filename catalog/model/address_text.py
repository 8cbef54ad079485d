"""From text to an Address: the inverse of `str(address)`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from catalog.errors import UsageError
from catalog.model.address import (
    BARE_BRANCH,
    BARE_NAME,
    Address,
    Mark,
    Section,
    Step,
    key_text,
    subject,
)
from catalog.model.templates import template_key

WORD = re.compile(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+')
ORDINAL = re.compile(r"~([1-9]\d*)$")
CONTINUATIONS = ("callback", "expression", "operation")
SCHEMAS_THEMSELVES = ("schema", "parameter", "header")
"""Subjects that are looked into directly, without a part."""
TEMPLATED = ("path", "channel", "receive", "send")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
DECODER = json.JSONDecoder()


class MalformedAddress(UsageError):
    """A text that is no address."""


def parse_address(text: str) -> Address:
    """Read an address; names within the templates of its path or channel may be given, and do not count.

    Raises:
        MalformedAddress: it does not follow the grammar; the message says at which word.
    """
    words = WORD.findall(text)
    if not words or WORD.sub("", text).strip():
        raise MalformedAddress(f"not an address: {text!r}", hint="an unclosed quotation mark, or nothing at all")
    words[-1], ordinal = _split_ordinal(words[-1]) if len(words) > 1 else (words[-1], 1)
    contract, *rest = words
    opening, rest = _split_subject(rest)
    steps = subject(*_without_names([_unquoted(word) for word in opening])) + tuple(_structured(opening, rest))
    return Address(_unquoted(contract), steps, ordinal)


def _without_names(words: list[str]) -> list[str]:
    """`/orders/{id}` means `/orders/{}`: names in the templates of paths and channels do not count."""
    if words and (words[0].isupper() or words[0] in TEMPLATED):
        words[1] = template_key(words[1])
    return words


def _split_ordinal(word: str) -> tuple[str, int]:
    match = ORDINAL.search(word)
    return (word[: match.start()], int(match.group(1))) if match else (word, 1)


def _split_subject(words: list[str]) -> tuple[list[str], list[str]]:
    """Pairs of words up to the first that is neither the opening pair nor a continuation."""
    end = 0
    while end < len(words) and not words[end].startswith("@") and (end == 0 or words[end] in CONTINUATIONS):
        end += 2
    if end > len(words):
        raise MalformedAddress(f"{words[-1]!r} needs a name after it")
    return words[:end], words[end:]


def _structured(opening: list[str], words: list[str]) -> Iterator[Step]:
    sections = [Section.PATH] if opening[-2:-1] and opening[-2] in SCHEMAS_THEMSELVES else [Section.PART, Section.PATH]
    for word in words:
        if word.startswith("@"):
            sections = []
            yield from _chain(word[1:], Section.FACET)
        elif sections:
            yield from _chain(word, sections.pop(0))
        else:
            raise MalformedAddress(f"{word!r} is one word too many")


def _unquoted(word: str) -> str:
    if not word.startswith('"'):
        return word
    try:
        return str(json.loads(word))
    except ValueError:
        raise MalformedAddress(f"{word} is badly quoted") from None


def _chain(word: str, section: Section) -> Iterator[Step]:
    position = 0
    while position < len(word):
        step, position = _next(word, position, section)
        yield step


def _next(word: str, position: int, section: Section) -> tuple[Step, int]:
    if position == 0 and word[0] not in "[{<^":
        return _named(word, 0, section)
    match word[position]:
        case ".":
            return _named(word, position + 1, section)
        case "[":
            return _bracket(word, position + 1, section)
        case "{":
            return _brace(word, position + 1, section)
        case "<":
            text, end = _text(word, position + 1, BARE_BRANCH)
            return Step(section, Mark.BRANCH, text), _closed(word, end, ">")
        case "^":
            text, end = _text(word, position + 1, re.compile(r"\d+"))
            return Step(section, Mark.REPEAT, text), end
    raise MalformedAddress(f"{word[position:]!r} cannot follow {word[:position]!r}")


def _named(word: str, position: int, section: Section) -> tuple[Step, int]:
    text, end = _text(word, position, BARE_NAME)
    mark = Mark.WORD if section is Section.PART else Mark.MEMBER
    return Step(section, mark, text), end


def _bracket(word: str, position: int, section: Section) -> tuple[Step, int]:
    if word[position : position + 1] == "]":
        return Step(section, Mark.ITEMS, ""), position + 1
    if word[position : position + 1] != "=":
        text, end = _text(word, position, re.compile(r"\d+"))
        return Step(section, Mark.INDEX, text), _closed(word, end, "]")
    try:
        value, end = DECODER.raw_decode(word, position + 1)
    except ValueError:
        raise MalformedAddress(f"no JSON after '[=' in {word!r}") from None
    return Step(section, Mark.KEYED, key_text(value)), _closed(word, end, "]")


def _brace(word: str, position: int, section: Section) -> tuple[Step, int]:
    if word[position : position + 1] == "}":
        return Step(section, Mark.VALUES, ""), position + 1
    text, end = _text(word, position, BARE_NAME)
    return Step(section, Mark.PATTERN, text), _closed(word, end, "}")


def _text(word: str, position: int, bare: re.Pattern[str]) -> tuple[str, int]:
    if quoted := QUOTED.match(word, position):
        return _unquoted(quoted.group()), quoted.end()
    if found := bare.match(word, position):
        return found.group(), found.end()
    raise MalformedAddress(f"a name is missing in {word!r} at character {position + 1}")


def _closed(word: str, position: int, bracket: str) -> int:
    if word[position : position + 1] != bracket:
        raise MalformedAddress(f"{bracket!r} is missing in {word!r} at character {position + 1}")
    return position + 1
