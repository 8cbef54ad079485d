"""The answer of `treaty impact` as an architect reads it: who is hit, by which path, how sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from catalog.answers.impact.shape import (
    Evidence,
    HitContract,
    HitProcess,
    HitService,
    HitTeam,
    Hop,
    Impact,
    Reached,
    ReleaseChange,
    ReleaseImpact,
)
from catalog.cli.output import terminal_width
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.graph.edges import Confidence, Kind, Relation
from catalog.model.address import Section
from catalog.model.address_text import parse_address
from catalog.model.quality import Slo
from catalog.model.team import Contact

SHOWN = 5
"""How many places or changes are listed before the others are counted."""


def impact_text(found: Impact, revision: str, *, whole: bool = False) -> str:
    """The place, releases, who is hit directly and through others, workflows, contracts, teams and bottlenecks.
    `whole`: every path from its beginning, else its last hop after the services that it comes through."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(found, revision, whole))


def _lines(found: Impact, revision: str, whole: bool) -> Iterator[str]:
    yield from _heading(found, revision)
    yield from _section("ANNOUNCED RELEASES", (line for each in found.releases for line in _release(each)))
    direct = [each for each in found.services if each.reached.direct]
    further = [each for each in found.services if not each.reached.direct]
    yield from _section("SERVICES HIT DIRECTLY", (line for each in direct for line in _service(each, True)))
    yield from _section("SERVICES HIT THROUGH OTHERS", (line for each in further for line in _service(each, whole)))
    flows = (line for each in found.workflows for line in _workflow(each, whole))
    yield from _section("WORKFLOWS", flows)
    yield from _section("CONTRACTS", (line for each in found.contracts for line in _contract(each)))
    yield from _section("TEAMS", (line for each in found.teams for line in _team(each)))
    gates = (f"{each.service} (team {each.owner}): {', '.join(each.behind)}" for each in found.bottlenecks)
    title = "BOTTLENECKS  what these services hold back does not reach those behind them"
    yield from _section(title, (line for gate in gates for line in _wrapped(gate, 2)))
    yield from _section("NOTES", (line for note in found.notes for line in _wrapped(note, 2)))
    reached = (*(each.reached for each in found.services), *(each.reached for each in found.workflows))
    if not whole and any(not each.direct for each in reached):
        yield from ("", "--paths shows every path from its beginning")


def _heading(found: Impact, revision: str) -> Iterator[str]:
    place = found.place
    yield f"{place.kind.value} {place.name} at {revision}"
    about = [place.title if place.title != place.name else "", f"of {place.offered_by}" if place.offered_by else ""]
    about += [f"team {place.owner}" if place.owner else "", place.state]
    yield from _wrapped(f"{', '.join(word for word in about if word)}  {_at(place.evidence)}".strip(), 2)
    if place.holds:
        yield from _wrapped(f"holds {', '.join(place.holds)}", 2)
    if place.others:
        yield f"  {place.name} is also a {', a '.join(place.others)}: --kind asks for it"
    yield ""
    yield from _wrapped(_summary(found), 0)


def _summary(found: Impact) -> str:
    if not found.hit:
        known = "Nobody is hit" if found.hit is False else "Nobody is known to be hit, but not all could be read"
        return f"{known}: {found.why}."
    direct = sum(each.reached.direct for each in found.services)
    parts = [
        f"{direct} {_plural(direct, 'service')} directly" if direct else "",
        f"{len(found.services) - direct} through others" if len(found.services) > direct else "",
        f"{len(found.workflows)} {_plural(len(found.workflows), 'workflow')}" if found.workflows else "",
        f"{len(found.teams)} {_plural(len(found.teams), 'team')}" if found.teams else "",
    ]
    return f"Hit: {', '.join(part for part in parts if part)}."


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", title, *told)


def _service(hit: HitService, whole: bool) -> Iterator[str]:
    strict = ", strict" if hit.strict else ""
    yield from _wrapped(f"{hit.name} ({hit.layer}, team {hit.owner}{strict}): {_sure(hit.reached)}", 2)
    if hit.reached.direct and hit.uses:
        yield from _wrapped(f"uses {_listed(grouped(hit.uses))}", 4)
    yield from _path(hit.reached, whole)


def _sure(reached: Reached) -> str:
    return f"{reached.confidence.value}, {reached.because}" if reached.because else reached.confidence.value


def _path(reached: Reached, whole: bool) -> Iterator[str]:
    """The whole path, or the services on the way and the last hop, with what leads to it where that is a mapping."""
    told = [hop for hop in reached.path if hop.evidence is not None]
    if not whole and len(told) > 1:
        last = told[-1].target
        way = [hop.target.name for hop in told if hop.target.kind is Kind.SERVICE and hop.target != last]
        yield from _wrapped(f"through {', '.join(way)}" if way else "", 4)
        mapped = [hop for hop in told[-2:-1] if hop.confidence is Confidence.LIKELY]
        told = [*mapped, told[-1]]
    for hop in told:
        yield from _wrapped(f"{_hop(hop)}  {_at(hop.evidence)}", 4)


def _hop(hop: Hop) -> str:
    kind = ", ".join(word for word in (hop.pattern, hop.direction) if word)
    detail = f": {hop.detail}" if hop.detail else ""
    return f"{hop.source.name} {hop.relation.value} {hop.target.name}{f' ({kind})' if kind else ''}{detail}"


def _at(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    since = f", since {evidence.since.commit[:10]} ({evidence.since.date:%Y-%m-%d})" if evidence.since else ""
    known = f", {'+'.join(evidence.known)}" if evidence.known else ""
    return f"[{evidence.file}:{evidence.line}{known}{since}]"


def _workflow(hit: HitProcess, whole: bool) -> Iterator[str]:
    steps = f", {_plural(len(hit.steps), 'step')} {_listed(hit.steps)}" if hit.steps else ""
    direct = "directly" if hit.reached.direct else "through others"
    about = ", ".join(
        word for word in (hit.workflow_type, _slo(hit.slo), f"team {hit.owner}" if hit.owner else "") if word
    )
    yield from _wrapped(f"{hit.id} ({about}){steps}: {direct}, {_sure(hit.reached)}", 2)
    yield from _path(hit.reached, whole)


def _slo(slo: Slo | None) -> str:
    if slo is None:
        return ""
    told = {
        "p95 {} ms": slo.latency_p95_ms, "{} % available": slo.availability, "fresh within {} s": slo.freshness_s,
        "{} a minute": slo.throughput_per_min, "recovers in {} min": slo.recovery_time_min,
    }  # fmt: skip
    return ", ".join(words.format(f"{value:g}") for words, value in told.items() if value is not None)


def _contract(hit: HitContract) -> Iterator[str]:
    direct = "directly" if hit.reached.direct else "through others"
    told = hit.reached.direct and any(hop.relation is Relation.REFERRED for hop in hit.reached.path)
    near = grouped(hit.places) if told else ()
    places = tuple(place.removeprefix(f"{hit.id} ") for place in near)
    at = f" at {_listed(places)}" if places else ""
    yield from _wrapped(f"{hit.id} of {hit.owner} (team {hit.team}): {direct}, {hit.reached.confidence.value}{at}", 2)


def _team(hit: HitTeam) -> Iterator[str]:
    parts = (("services", hit.services), ("workflows", hit.workflows))
    owns = "; ".join(f"{noun} {', '.join(names)}" for noun, names in parts if names)
    yield from _wrapped(f"{hit.name} ({_reach(hit.contact)}): {owns}", 2)


def _reach(contact: Contact | None) -> str:
    ways = (contact.chat, contact.email, contact.phone, contact.link) if contact else ()
    return next((way for way in ways if way), "no contact")


def _release(release: ReleaseImpact) -> Iterator[str]:
    live = f", in production {release.production.isoformat()}" if release.production else ""
    name = f" ({release.name})" if release.name else ""
    yield f"  {release.contract} {release.label}{name}: {release.state}{live}, {release.changes} changes"
    if release.error:
        yield from _wrapped(f"could not be compared: {release.error}", 4)
    for change in release.hits:
        yield from _change(change)
    if not release.hits and not release.error:
        yield "    hits nobody"
    if release.idle:
        yield from _wrapped(f"{len(release.idle)} break or may break at places that nobody uses:", 4)
        yield from (line for change in release.idle[:SHOWN] for line in _wrapped(_idle(change), 6))
        if len(release.idle) > SHOWN:
            yield f"      and {len(release.idle) - SHOWN} more: --format json names them"
    safe = ", ".join(f"{count} {rule}" for rule, count in release.safe[:SHOWN])
    if safe:
        yield from _wrapped(f"{sum(count for _, count in release.safe)} are safe: {safe}", 4)


def _change(change: ReleaseChange) -> Iterator[str]:
    yield from _wrapped(f"HITS  {change.message} [{change.rule}], {change.effect}  [{change.file}:{change.line}]", 4)
    for service, addresses in change.uses:
        yield from _wrapped(f"{service} uses {_listed(grouped(addresses))}", 6)
    if change.workflows:
        yield from _wrapped(f"workflows {', '.join(change.workflows)}", 6)
    if change.hint:
        yield from _wrapped(f"do: {change.hint}", 6)


def _idle(change: ReleaseChange) -> str:
    return f"{change.address}: {change.message} [{change.rule}]"


def grouped(addresses: Sequence[str]) -> tuple[str, ...]:
    """Addresses with the fields of one body together: `orders/v2 GET /orders response.200.body {id, total}`."""
    found: dict[str, list[str]] = {}
    for address in addresses:
        above, field = _split(address)
        found.setdefault(above, []).extend((field,) if field else ())
    return tuple(f"{above} {{{', '.join(names)}}}" if len(names) > 1 else " ".join((above, *names))
                 for above, names in found.items())  # fmt: skip


def _split(address: str) -> tuple[str, str]:
    try:
        parsed = parse_address(address)
    except CatalogError:
        return address, ""
    above = replace(parsed, steps=tuple(step for step in parsed.steps if step.section < Section.PATH), ordinal=1)
    return str(above), address.removeprefix(str(above)).strip()


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _wrapped(text: str, indent: int) -> list[str]:
    lead = " " * indent
    return wrap(
        text, max(terminal_width(), 60), initial_indent=lead, subsequent_indent=lead + "  ", break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
