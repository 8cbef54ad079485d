"""What is written about a place, step by step: every member has a step, members of unordered lists by what they say."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import replace
from catalog.model.address import Mark, Step, facet, key_text
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.spots import Spot, spot_of
from catalog.reading.grammar.shapes import VALUE, Form, Key
from catalog.reading.members import optional_text, text

LONGEST_KEY = 60


def facets_at(graph: Graph, spot: Spot, step: Step) -> Iterator[Spot]:
    """The members or items that a step leads to."""
    for token, place in _everything_below(graph, spot):
        if _may_be(step, spot, token) and step_to(graph, spot, token, place) == step:
            yield replace(place, facet=True)


def _may_be(step: Step, spot: Spot, token: str | int) -> bool:
    """Whether it is worth working out the step to this member."""
    if isinstance(token, int):
        return step.mark is Mark.KEYED or step.text == str(token)
    return step.text == token or spot.kind == "SecurityRequirement"


def facet_child(graph: Graph, spot: Spot, token: str | int) -> tuple[Step, Spot] | None:
    """The member or item of this token, with its step."""
    for name, place in _everything_below(graph, spot):
        if name == token:
            return step_to(graph, spot, token, place), replace(place, facet=True)
    return None


def _everything_below(graph: Graph, spot: Spot) -> list[tuple[str | int, Spot]]:
    typed = graph.below(spot)
    if typed:
        return typed
    node = spot.node
    tokens: list[str | int] = []
    if isinstance(node.value, dict):
        tokens = list(node.value)
    elif isinstance(node.value, list):
        tokens = list(range(len(node.value)))
    return [(token, spot_of(graph.grammar, node.child(token), VALUE)) for token in tokens]


def step_to(graph: Graph, spot: Spot, token: str | int, place: Spot) -> Step:
    """The step from `spot` to the member or item at `token`."""
    if isinstance(token, int):
        key = list_key(graph, spot, place)
        return facet(Mark.INDEX, str(token))[0] if key is None else facet(Mark.KEYED, key)[0]
    if spot.kind == "SecurityRequirement":
        return facet(Mark.MEMBER, scheme_signature(graph, token))[0]
    return facet(Mark.MEMBER, token)[0]


def list_key(graph: Graph, holder: Spot, place: Spot) -> str | None:
    """The JSON text that tells an item from the others of an unordered list; None in a list whose order counts."""
    if holder.shape.form is Form.VALUES:
        return _bounded(graph, place.node)
    if holder.shape.form not in (Form.LIST, Form.ONE_OR_LIST):
        return None
    item = graph.target(place).node
    match holder.shape.key:
        case Key.NAME:
            return key_text(text(item, "name"))
        case Key.URL:
            return key_text(text(item, "name") or text(item, "url"))
        case Key.LOCATION_AND_NAME:
            return key_text(f"{text(item, 'in')} {text(item, 'name')}")
        case Key.SCHEMES:
            return key_text(requirement_signature(graph, item))
        case Key.TARGET:
            name = optional_text(item, "name") or text(place.node, "$ref").rpartition("/")[2]
            return key_text(name)
        case Key.CONTENT:
            return key_text(graph.canonical.digest(item))
    return None


def _bounded(graph: Graph, node: Node) -> str:
    """The value itself, or a digest where it is long."""
    whole = key_text(node.value)
    return whole if len(whole) <= LONGEST_KEY else key_text("digest " + graph.canonical.digest(node))


def requirement_signature(graph: Graph, requirement: Node) -> str:
    """The schemes that a requirement asks for together, by what they are: `http.bearer+oauth2(read,write)`."""
    value = requirement.value if isinstance(requirement.value, dict) else {}
    return "+".join(sorted(scheme_signature(graph, name) + _scopes(scopes) for name, scopes in value.items()))


def _scopes(scopes: Json) -> str:
    names = sorted(str(scope) for scope in scopes) if isinstance(scopes, list) else []
    return f"({','.join(names)})" if names else ""


def scheme_signature(graph: Graph, name: str) -> str:
    """What a security scheme is, whatever it is called; its name where it is not defined."""
    for scheme in graph.contract.security_schemes:
        if scheme.name == name:
            node = scheme.node
            is_basic = text(node, "type") == "basic"
            method = "basic" if is_basic else text(node, "scheme")
            words = (scheme.type, method, text(node, "in"), text(node, "name"))
            return " ".join(word for word in words if word)
    return name
