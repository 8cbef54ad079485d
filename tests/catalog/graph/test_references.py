"""References between files: what is reached, and the reference that says so."""

from __future__ import annotations

from catalog.errors import UnresolvableReference
from catalog.graph.edges import Kind, Vertex
from catalog.graph.references import References
from catalog.model.source import SourceDocument
from tests.builders.descriptors import document

FILES = {
    "a.yaml": "x: {$ref: 'b.yaml#/p'}\ny: {$ref: 'b.yaml#/q'}\nz: {$ref: '#/x'}\nw: {$ref: 'gone.yaml'}\n",
    "b.yaml": "p: {$ref: 'c.yaml'}\nq: {}\n",
    "c.yaml": "{$ref: 'a.yaml'}\n",
}
NAMED = {name: Vertex(Kind.SCHEMA, name) for name in ("a.yaml", "b.yaml")}


def references() -> References:
    def read(name: str) -> SourceDocument:
        if name not in FILES:
            raise UnresolvableReference("there is no such file", place=name)
        return document(FILES[name], name)

    return References(read)


def test_everything_that_a_file_leads_to_is_reached_in_spite_of_circles() -> None:
    assert set(references().reaching("b.yaml")) == {"a.yaml", "b.yaml", "c.yaml", "gone.yaml"}


def test_the_reference_to_what_is_wanted_is_told_else_the_first() -> None:
    found = {
        wanted: [(edge.source.name, edge.target.name, edge.origin and edge.origin.pointer) for edge in
                 references().edges(NAMED, lambda key, wanted=wanted: key[1] == wanted)]
        for wanted in (("q",), ("nothing",))
    }  # fmt: skip
    assert found[("q",)] == [("b.yaml", "a.yaml", ("y", "$ref"))]
    assert found[("nothing",)] == [("b.yaml", "a.yaml", ("x", "$ref"))]
