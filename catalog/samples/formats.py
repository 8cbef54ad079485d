"""Formats of JSON Schema: examples, and an outline that every text of the format fits."""

from __future__ import annotations

from catalog.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """`outline` is a pattern that holds for every text of the format (and for others), None where none is known.

    `implies`: formats that every text of this one has too.
    """

    examples: tuple[str, ...]
    outline: str | None = None
    implies: tuple[str, ...] = ()


FORMATS = {
    "date": Format(("2026-11-25", "2000-01-01"), r"^\d{4}-\d{2}-\d{2}$"),
    "time": Format(("12:00:00Z", "12:00:00.5+01:00"), r"^\d{2}:\d{2}:\d{2}(\.\d+)?([zZ]|[+-]\d{2}:\d{2})$"),
    "date-time": Format(
        ("2026-11-25T12:00:00Z", "2000-01-01T00:00:00.5+01:00"),
        r"^\d{4}-\d{2}-\d{2}[tT ]\d{2}:\d{2}:\d{2}(\.\d+)?([zZ]|[+-]\d{2}:\d{2})$",
    ),
    "duration": Format(("P1D", "PT1H", "P1Y2M3DT4H5M6S"), r"^P"),
    "email": Format(("a@example.com", "first.last@example.org"), r"@", ("idn-email",)),
    "idn-email": Format(("a@example.com", "first.last@example.org"), r"@"),
    "hostname": Format(("example.com", "a", "host-1.example.org"), r"^[A-Za-z0-9.-]+$"),
    "idn-hostname": Format(("example.com", "a", "host-1.example.org")),
    "ipv4": Format(("192.0.2.1", "10.0.0.1"), r"^\d{1,3}(\.\d{1,3}){3}$"),
    "ipv6": Format(("2001:db8::1", "::1"), r"^[0-9A-Fa-f:.]{2,45}$"),
    "uri": Format(
        ("https://example.com/", "urn:a:b", "a:b"),
        r"^[A-Za-z][A-Za-z0-9+.-]*:",
        ("uri-reference", "iri", "iri-reference"),
    ),
    "uri-reference": Format(("https://example.com/", "/a", "a"), None, ("iri-reference",)),
    "iri": Format(("https://example.com/", "urn:a:b", "a:b"), r"^[A-Za-z][A-Za-z0-9+.-]*:", ("iri-reference",)),
    "iri-reference": Format(("https://example.com/", "/a", "a")),
    "uuid": Format(
        ("123e4567-e89b-42d3-a456-426614174000", "00000000-0000-4000-8000-000000000000"),
        r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
        ("hostname",),
    ),
    "uri-template": Format(("https://example.com/{id}", "a", "{a}")),
    "json-pointer": Format(("", "/a", "/a/0"), r"^(/|$)"),
    "relative-json-pointer": Format(("0", "1/a", "0#"), r"^\d"),
    "regex": Format(("a", "^[a-z]+$", "")),
}
