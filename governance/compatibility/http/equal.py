"""Whether two responses say the same, however each is spelled: content by media type, and headers."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.model.http import Direction, Header, MediaType, Response
from catalog.model.schema import SchemaNode
from catalog.wire import media_types
from governance.compatibility.http.flattened import own_schema
from governance.compatibility.http.serialisation import is_written_otherwise, written
from governance.compatibility.sides import Sides

INHERITED = ("consumes", "produces")
"""What OpenAPI 2.0 says once for all operations; the media types of those that do not say it themselves."""


def same_defaults(sides: Sides) -> bool:
    """Whether operations that are written alike inherit the same."""
    before, after = sides.base.document.tree, sides.revision.document.tree
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before == after
    return all(before.get(name) == after.get(name) for name in INHERITED)


def says_the_same(sides: Sides, base: Response, revision: Response, direction: Direction) -> bool:
    """Equal content and headers (SEMANTICS §3); descriptions aside."""
    before, after = _headers(base), _headers(revision)
    return _same_content(sides, base.content, revision.content, direction) and (
        before.keys() == after.keys()
        and all(_same_header(sides, header, after[name], direction) for name, header in before.items())
    )


def _same_content(sides: Sides, base: Sequence[MediaType], revision: Sequence[MediaType], direction: Direction) -> bool:
    before, after = ({_name(each): each for each in content} for content in (base, revision))
    return before.keys() == after.keys() and all(
        _same_schema(sides, one.schema, after[name].schema, direction)
        and _same_schema(sides, one.item_schema, after[name].item_schema, direction)
        for name, one in before.items()
    )


def _name(media_type: MediaType) -> str:
    return str(media_types.parse_media_type(media_type.name) or media_type.name)


def _headers(response: Response) -> dict[str, Header]:
    named = {header.name.lower(): header for header in response.headers}
    return {name: header for name, header in named.items() if name != "content-type"}


def _same_header(sides: Sides, base: Header, revision: Header, direction: Direction) -> bool:
    before, after = own_schema(base), own_schema(revision)
    if is_written_otherwise(sides, base, revision, written(base), written(revision)):
        return False
    return base.required == revision.required and _same_schema(sides, before, after, direction)


def _same_schema(sides: Sides, base: SchemaNode | None, revision: SchemaNode | None, direction: Direction) -> bool:
    if base is None or revision is None:
        return base is revision
    return sides.sameness.same(base.node, revision.node) or sides.equal(base, revision, direction)
