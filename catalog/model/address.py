"""Addresses: the one name of a place by meaning, not by spelling. The grammar is in catalog/docs/addresses.md."""

from __future__ import annotations

import json
import re
from enum import IntEnum
from typing import NamedTuple

from catalog.frozen import dataclass, replace
from catalog.model.source import Json


class Section(IntEnum):
    """The four sections of an address after the contract, in their order."""

    SUBJECT = 0
    PART = 1
    PATH = 2
    FACET = 3


class Mark(IntEnum):
    """How a step leads on."""

    WORD = 0
    """A word of the subject, or a name of the part."""
    MEMBER = 1
    ITEMS = 2
    INDEX = 3
    VALUES = 4
    PATTERN = 5
    BRANCH = 6
    KEYED = 7
    REPEAT = 8


class Step(NamedTuple):
    """One step. `text` is the name, the number, the pattern, the branch, or the JSON text of the key."""

    section: Section
    mark: Mark
    text: str


def subject(*words: str) -> tuple[Step, ...]:
    """Steps of a subject: `POST`, `/orders/{}`."""
    return tuple(Step(Section.SUBJECT, Mark.WORD, word) for word in words)


def part(*names: str) -> tuple[Step, ...]:
    """Steps of a part: `request`, `body`."""
    return tuple(Step(Section.PART, Mark.WORD, name) for name in names)


def path(mark: Mark, text: str = "") -> tuple[Step, ...]:
    """One step into a schema."""
    return (Step(Section.PATH, mark, text),)


def facet(mark: Mark, text: str) -> tuple[Step, ...]:
    """One step into what is written about a place."""
    return (Step(Section.FACET, mark, text),)


def key_text(value: Json) -> str:
    """The JSON text by which a keyed step names a member of an unordered list."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Address:
    """A contract's id and the steps from there; `ordinal` counts, from 1, among places of the same meaning."""

    contract: str
    steps: tuple[Step, ...] = ()
    ordinal: int = 1

    def section(self, section: Section) -> tuple[Step, ...]:
        """The steps of one section."""
        return tuple(step for step in self.steps if step.section is section)

    @property
    def subject(self) -> tuple[str, ...]:
        """`("POST", "/orders/{}")`, `("receive", "order.submitted.v1")`, `("schema", "Customer")`, or nothing."""
        return tuple(step.text for step in self.section(Section.SUBJECT))

    @property
    def part(self) -> tuple[str, ...]:
        """`("request", "body")`, `("response", "200", "header", "ETag")`, `("payload",)`."""
        return tuple(step.text for step in self.section(Section.PART))

    def then(self, *steps: Step) -> Address:
        """The address further on."""
        return replace(self, steps=self.steps + steps, ordinal=1)

    def member(self, name: str) -> Address:
        """The property of this name."""
        return self.then(*path(Mark.MEMBER, name))

    def keyword(self, name: str) -> Address:
        """What the field or keyword `name` says about this place."""
        return self.then(*facet(Mark.MEMBER, name))

    def __str__(self) -> str:
        told = map(step_text, self.steps, (None, *self.steps))
        return _word(self.contract) + "".join(told) + (f"~{self.ordinal}" if self.ordinal > 1 else "")


def step_text(step: Step, before: Step | None) -> str:
    """What a step adds to the text of an address, after the step before it; None: after the contract's id."""
    if step.section is Section.SUBJECT:
        return " " + _word(step.text)
    link = _link(step)
    if before is not None and before.section is step.section:
        return link
    return (" @" if step.section is Section.FACET else " ") + link.removeprefix(".")


BARE_WORD = re.compile(r"[^\s\"@<~^\[\]][^\s\"]*")
ORDINAL = re.compile(r"~\d+$")
BARE_NAME = re.compile(r"[^\s\".\[\]{}<>@~^=\\]+")
BARE_BRANCH = re.compile(r"[^\s\"<>\\]+")


def _word(text: str) -> str:
    return text if BARE_WORD.fullmatch(text) and not ORDINAL.search(text) else key_text(text)


def name_text(text: str, bare: re.Pattern[str] = BARE_NAME) -> str:
    """A name as it stands in a path: quoted where a bare one would read otherwise."""
    return text if bare.fullmatch(text) else key_text(text)


def _link(step: Step) -> str:
    match step.mark:
        case Mark.WORD | Mark.MEMBER:
            return "." + name_text(step.text)
        case Mark.INDEX:
            return f"[{step.text}]"
        case Mark.KEYED:
            return f"[={step.text}]"
        case Mark.ITEMS:
            return "[]"
        case Mark.VALUES:
            return "{}"
        case Mark.PATTERN:
            return "{" + key_text(step.text) + "}"
        case Mark.BRANCH:
            return "<" + name_text(step.text, BARE_BRANCH) + ">"
        case Mark.REPEAT:
            return "^" + step.text
