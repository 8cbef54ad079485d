"""Teams and how to reach them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from catalog.frozen import dataclass
from catalog.model.quality import Origin


@dataclass(frozen=True, slots=True)
class Contact:
    """Ways to reach somebody; at least one in a valid descriptor."""

    email: str | None = None
    chat: str | None = None
    phone: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team of teams.yaml. `codeowners` is its name in CODEOWNERS."""

    name: str
    origin: Origin
    title: str
    description: str = ""
    contact: Contact = Contact()
    escalation: Contact = Contact()
    codeowners: str | None = None
    members: tuple[str, ...] = ()
    parent: str | None = None
    hours: str | None = None
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
