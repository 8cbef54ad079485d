"""Media types and ranges (RFC 9110 §8.3, RFC 6838 §4.2.8) as keys of a `content` map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from catalog.frozen import dataclass

_SHAPE = re.compile(r"\s*(?P<type>[^\s/;]+)/(?P<subtype>[^\s;]+)\s*(?P<parameters>(?:;.*)?)", re.DOTALL)
_PARAMETER = re.compile(r";\s*(?P<name>[^\s=;]+)\s*=\s*(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>[^\s;]*))")


@dataclass(frozen=True, slots=True, order=True)
class MediaType:
    """`type/subtype; name=value`, lower-cased but for parameter values; `*` stands for any."""

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "".join([f"{self.type}/{self.subtype}", *(f"; {name}={value}" for name, value in self.parameters)])

    @property
    def suffix(self) -> str:
        """What follows the last `+` of the subtype: `json` of `application/problem+json`; else empty."""
        return self.subtype.rpartition("+")[2] if "+" in self.subtype else ""

    @property
    def is_range(self) -> bool:
        return "*" in (self.type, self.subtype) or self.subtype.startswith("*+")

    @property
    def is_json(self) -> bool:
        return self.subtype in ("json", "x-json") or self.suffix == "json"

    @property
    def is_xml(self) -> bool:
        return self.subtype == "xml" or self.suffix == "xml"

    @property
    def is_form(self) -> bool:
        """Fields that are text each: url-encoded forms and multipart bodies."""
        return (self.type, self.subtype) == ("application", "x-www-form-urlencoded") or self.type == "multipart"

    @property
    def is_text(self) -> bool:
        """A text as a whole: not one in a language of values, as JSON, XML and YAML are."""
        return self.type == "text" and not (self.is_json or self.is_xml or "yaml" in self.subtype)

    def covers(self, other: MediaType) -> bool:
        """Whether every message of type `other` is one of this type or range."""
        return (
            self.type in ("*", other.type)
            and self._covers_subtype(other)
            and set(self.parameters) <= set(other.parameters)
        )

    def _covers_subtype(self, other: MediaType) -> bool:
        if self.subtype.startswith("*+"):
            return other.suffix == self.suffix
        return self.subtype in ("*", other.subtype)


@lru_cache(maxsize=1024)
def parse_media_type(text: str) -> MediaType | None:
    """The media type or range that `text` names; None where it names none. A charset of UTF-8 says nothing."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    parameters = sorted(_parameters(match["parameters"]))
    return MediaType(match["type"].lower(), match["subtype"].lower(), tuple(parameters))


def is_json(name: str | None) -> bool:
    """Whether a media type is JSON by its name or suffix; not where there is none."""
    parsed = parse_media_type(name) if name is not None else None
    return parsed is not None and parsed.is_json


def is_url_encoded(name: str) -> bool:
    """Whether a media type is that of a form whose fields stand in one text."""
    parsed = parse_media_type(name)
    return parsed is not None and parsed.is_form and parsed.type != "multipart"


def is_multipart(name: str) -> bool:
    """Whether a media type is that of a body in parts."""
    parsed = parse_media_type(name)
    return parsed is not None and parsed.type == "multipart"


def _parameters(text: str) -> Iterable[tuple[str, str]]:
    for found in _PARAMETER.finditer(text):
        quoted = found["quoted"]
        name = found["name"].lower()
        value = found["bare"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        if (name, value.lower()) != ("charset", "utf-8"):
            yield name, value


def best_match(wanted: MediaType, offered: Iterable[MediaType]) -> MediaType | None:
    """The most specific of `offered` that covers `wanted` (RFC 9110 §12.5.1 order)."""
    fitting = [media_type for media_type in offered if media_type.covers(wanted)]
    return min(fitting, key=_generality, default=None)


def _generality(media_type: MediaType) -> tuple[bool, bool, int, str]:
    return (media_type.type == "*", media_type.is_range, -len(media_type.parameters), str(media_type))


COMMON = ("application/json", "application/xml", "text/plain", "text/csv", "image/png", "application/octet-stream")


def concrete(name: str) -> str:
    """A media type that a range stands for: `application/json` of `*/*`; what is no range stands for itself."""
    return unlike(name, ()) or name


def unlike(name: str, others: Iterable[str]) -> str | None:
    """The media type, or one that the range stands for, that none of the others stands for."""
    meant = parse_media_type(name)
    if meant is None:
        return name if name not in others else None
    known = [other for other in map(parse_media_type, others) if other is not None]
    for text in _stood_for(meant) if meant.is_range else (name,):
        found = parse_media_type(text)
        if found is not None and not any(other.covers(found) for other in known):
            return text
    return None


def _stood_for(wide: MediaType) -> Iterator[str]:
    """Media types that a range stands for; the last is one that nobody lists."""
    parsed = ((text, parse_media_type(text)) for text in COMMON)
    yield from (text for text, found in parsed if found is not None and wide.covers(found))
    kind = "example" if wide.type == "*" else wide.type
    yield f"{kind}/vnd.example{wide.subtype.removeprefix('*')}"
