"""Examples of messages: those of the document, judged, and one made where the document has none that is right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.model.contract import Contract
from catalog.model.direction import Direction
from catalog.model.http import MediaType, Operation
from catalog.model.messaging import EventOperation, Message
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from governance.compatibility.comparison import judge_of
from governance.compatibility.outcome import Options
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.witnesses.asking import Asking, Spot

LONGEST = 6000
"""Characters of an example that are shown."""
MOST = 6
"""Examples of one place that are shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message. `declared` is False for one that was made; `valid` is None where nobody can say. `text` is JSON, cut
    where it is very long."""

    name: str
    summary: str
    declared: bool
    valid: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class PlaceExamples:
    """The examples of one body or payload, by the words of its address."""

    place: str
    media_type: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Exampler:
    """Makes and judges examples of one contract."""

    contract: Contract
    asking: Asking

    @classmethod
    def of(cls, contract: Contract) -> Exampler:
        """With the engine that comparisons use, which judges with an independent validator."""
        judge = judge_of(contract, contract, Options())
        asking = Asking.of(judge)
        return cls(contract, asking)

    def operation(self, at: str, operation: Operation) -> Iterator[PlaceExamples]:
        """Of the request body, then of the responses that are described first."""
        body = operation.request_body
        for media in body.content if body is not None else ():
            yield self._media(f"{at} request.body", media, operation.request_direction)
        for response in operation.responses:
            for media in response.content:
                yield self._media(f"{at} response.{response.status}.body", media, operation.response_direction)

    def event(self, at: str, event: EventOperation) -> Iterator[PlaceExamples]:
        """Of each message."""
        for message in event.messages:
            yield self.message(at, message, event.direction)

    def message(self, at: str, message: Message, direction: Direction = Direction.OUTBOUND) -> PlaceExamples:
        """Of one message's payload."""
        declared = list(_of_message(message))
        return PlaceExamples(
            f"{at} {message.name}", message.content_type, self._all(message.payload, declared, direction)
        )

    def schema(self, at: str, schema: SchemaNode) -> PlaceExamples:
        """Of a named schema, as a receiver would read it."""
        return PlaceExamples(at, "", self._all(schema, [], Direction.OUTBOUND))

    def _media(self, place: str, media: MediaType, direction: Direction) -> PlaceExamples:
        declared = list(_named(media.node.value))
        return PlaceExamples(place, media.name, self._all(media.schema or media.item_schema, declared, direction))

    def _all(
        self, schema: SchemaNode | None, declared: Sequence[tuple[str, str, Json]], direction: Direction
    ) -> tuple[Example, ...]:
        if schema is None or not schema.is_json_schema:
            return tuple(Example(name, summary, True, None, _text(value)) for name, summary, value in declared[:MOST])
        spot = Spot(schema.node, BASE, direction)
        own = list(_named(self.contract.references.target(schema.node).value))
        told = [
            Example(name, summary, True, self.asking.accepts(value, spot), _text(value))
            for name, summary, value in (*declared, *own)[:MOST]
        ]
        if any(example.valid for example in told):
            return tuple(told)
        return (*told, *self._made(spot))

    def _made(self, spot: Spot) -> Iterator[Example]:
        found = self.asking.sample(spot)
        if found is not None:
            yield Example("", "", False, self.asking.accepts(found.value, spot), _text(found.value))


def _named(value: Json) -> Iterator[tuple[str, str, Json]]:
    """`example` and `examples` of a media type or a schema: name, summary, value."""
    if not isinstance(value, dict):
        return
    if "example" in value:
        yield "", "", value["example"]
    several = value.get("examples")
    if isinstance(several, list):
        yield from (("", "", each) for each in several)
    for name, each in several.items() if isinstance(several, dict) else ():
        if isinstance(each, dict) and "value" in each:
            yield str(name), str(each.get("summary") or ""), each["value"]


def _of_message(message: Message) -> Iterator[tuple[str, str, Json]]:
    """`examples` of an AsyncAPI message."""
    node: Node = message.node
    several = node.value.get("examples") if isinstance(node.value, dict) else None
    for each in several if isinstance(several, list) else ():
        if isinstance(each, dict) and "payload" in each:
            yield str(each.get("name") or ""), str(each.get("summary") or ""), each["payload"]


def _text(value: Json) -> str:
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n…"
