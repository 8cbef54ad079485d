"""One operation, seen by the side that says a message and by the one that hears it."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.http import Direction, MediaType, Operation, Parameter, Response
from catalog.model.source import Json, Pointer
from governance.compatibility.http.bodies import with_form
from governance.compatibility.http.parameters import place
from governance.compatibility.http.responses import covering
from governance.compatibility.http.routes import Routes
from governance.compatibility.witnesses.asking import Asking
from governance.compatibility.witnesses.messages import Given, Writer


@dataclass(frozen=True, slots=True)
class Exchange:
    """`side` says it, in the operation `said` of the `speaker`; `heard` is the operation of the other release, the
    `hearer`; `part` the place inside, `path` that inside of it."""

    asking: Asking
    routes: Routes
    side: str
    requests: Direction
    said: Operation
    heard: Operation
    part: str
    path: str
    speaker: Contract
    hearer: Contract

    @property
    def writer(self) -> Writer:
        return Writer(self.asking, self.routes, self.side, self.requests)

    @property
    def in_part(self) -> bool:
        """Whether what differs is a header of a part."""
        return ".header." in self.part and "body" in self.part.split(".")

    @property
    def direction(self) -> Direction:
        """That of the request or response that the part is in."""
        return self.writer.responses if self.status else self.requests

    def content(self, operation: Operation) -> Sequence[MediaType]:
        """The media types of the request or response that the part is in."""
        if self.status:
            response = self.response(operation)
            return response.content if response is not None else ()
        return with_form(operation.request_body) if operation.request_body is not None else ()

    def with_body(self, media_type: MediaType, value: Json) -> dict[str, Json]:
        """The request or response that the part is in, with a body. Raises Unsampled."""
        body = media_type, value
        if not self.status:
            return self.writer.request(self.said, Given(body=body))
        response = self.response(self.said)
        assert response is not None, "its content was asked for"
        return self.writer.response(self.said, response, number_of(self.status, self.said), body, {})

    def parameter(self, operation: Operation) -> Parameter | None:
        """The parameter that the part names."""
        return next((p for p in operation.parameters if _stands_at(p, self.part)), None)

    def response(self, operation: Operation) -> Response | None:
        """The response that the part names, or the range or default that stands for it."""
        responses = list(operation.responses)
        status = self.status
        named = next((r for r in responses if r.status.upper() == status.upper()), None)
        return named or covering(status, responses)

    def names(self, media_type: str) -> bool:
        """Whether the part is of this media type, or of none in particular."""
        return f"({media_type})" in self.part or not self.part.endswith(")")

    @property
    def status(self) -> str:
        return self.part.split(".")[1] if self.part.startswith("response.") else ""

    @property
    def header(self) -> str:
        """The name of the response header, in small letters; empty where the part is none."""
        words = self.part.split(".", 3)
        return words[3].lower() if len(words) == 4 and words[2] == "header" else ""


def _stands_at(parameter: Parameter, part: str) -> bool:
    here = place(parameter)
    return here.lower() == part.lower() if parameter.location == "header" else here == part


@dataclass(frozen=True, slots=True)
class Shown:
    """A message, and where in it what differs stands: for what is missing, where it would stand."""

    message: dict[str, Json]
    pointer: str
    value: Json = None


def number_of(status: str, operation: Operation) -> str:
    """A status that a range or `default` stands for and that the operation does not list."""
    listed = {response.status for response in operation.responses}
    if status.isdigit():
        return status
    first = status[:1] if status[:1].isdigit() else "5" if any(s[:1] in "23" for s in listed) else "2"
    return next(str(n) for n in range(int(first) * 100, 1000) if str(n) not in listed)


WRITTEN_AT: dict[str, Pointer] = {"path": ("path",), "query": ("query",), "cookie": ("headers", "Cookie")}


def pointer_of(parameter: Parameter) -> Pointer:
    """Where a request says a parameter."""
    return WRITTEN_AT.get(parameter.location, ("headers", parameter.name))
