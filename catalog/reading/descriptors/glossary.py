"""Domains, teams and terms."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from catalog.model.domain import Domain
from catalog.model.quality import Origin
from catalog.model.source import Json
from catalog.model.team import Contact, Team
from catalog.model.term import Term, TermValue, VendorName
from catalog.reading.descriptors.shape import (
    Members,
    inside,
    items,
    members,
    team,
    text,
    text_map,
    texts,
    words,
)


def stem(file: str) -> str:
    """The file's name without folder and ending."""
    return posixpath.splitext(posixpath.basename(file))[0]


def read_domain(tree: Json, file: str) -> Domain:
    """The domain that a parsed domains/<name>.yaml describes."""
    node = members(tree)
    return Domain(
        name=stem(file),
        origin=Origin(file),
        title=text(node, "title") or stem(file),
        description=words(node, "description"),
        owner=team(node),
        entities=texts(node, "entities"),
        terms=texts(node, "terms"),
        system_of_record=text_map(node, "system_of_record"),
        links=text_map(node, "links"),
    )


def read_teams(tree: Json, file: str) -> tuple[Team, ...]:
    """The teams of a parsed teams.yaml, in their order."""
    teams = inside(members(tree), "teams")
    return tuple(_team(name, members(node), Origin(file, ("teams", name))) for name, node in teams.items())


def _team(name: str, node: Members, origin: Origin) -> Team:
    return Team(
        name=name,
        origin=origin,
        title=text(node, "title") or name,
        description=words(node, "description"),
        contact=_contact(inside(node, "contact")),
        escalation=_contact(inside(node, "escalation")),
        codeowners=text(node, "codeowners"),
        members=texts(node, "members"),
        parent=text(node, "parent"),
        hours=text(node, "hours"),
        links=text_map(node, "links"),
    )


def _contact(node: Members) -> Contact:
    return Contact(text(node, "email"), text(node, "chat"), text(node, "phone"), text(node, "link"))


def read_term(tree: Json, file: str) -> Term:
    """The term that a parsed terms/<name>.yaml describes."""
    node = members(tree)
    return Term(
        name=stem(file),
        origin=Origin(file),
        term=text(node, "term") or stem(file),
        definition=words(node, "definition"),
        context=text(node, "context"),
        domain=words(node, "domain"),
        owner=team(node),
        entity=text(node, "entity"),
        synonyms=texts(node, "synonyms"),
        not_to_confuse=texts(node, "not"),
        vendor_names=tuple(_vendor_names(node)),
        schema=node.get("schema"),
        values=tuple(_value(value, members(entry)) for value, entry in inside(node, "values").items()),
        links=text_map(node, "links"),
    )


def _vendor_names(node: Members) -> Iterator[VendorName]:
    for _, entry in items(node, "vendor_names"):
        yield VendorName(words(entry, "vendor"), words(entry, "name"), text(entry, "contract"), text(entry, "note"))


def _value(value: str, node: Members) -> TermValue:
    vendors = inside(node, "vendor_values")
    return TermValue(value, words(node, "definition"), tuple((v, texts(vendors, v)) for v in vendors))
