"""restricted-in-event."""

from __future__ import annotations

from collections.abc import Iterator

from governance.findings import Severity
from governance.rules.engine.places import Role, SchemaPlace
from governance.rules.engine.rule import Context, Violation, rule


@rule("restricted-in-event", severity=Severity.ERROR, on=SchemaPlace)
def restricted_in_event(place: SchemaPlace, _: Context) -> Iterator[Violation]:
    """A restricted field is broadcast in an event.

    Everybody who reads the channel gets the field, keeps it as long as the channel does, and whoever subscribes next
    year gets it too. Send the key, and let those who may know ask for the rest.
    """
    if Role.SENT in place.roles and place.classification == "restricted":
        hint = "Leave it out and let readers ask for it, or agree on a waiver."
        yield Violation(f"{place.name!r} is restricted and sent in an event", place.pointer, hint)
