"""A pull request may not disarm its own gate: policy is read from the base, and loosening it is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import TypeAlias

from catalog.frozen import replace
from catalog.model.estate import Estate
from catalog.model.policy import Policy, Profile
from catalog.model.quality import Slo
from catalog.model.service import Service
from catalog.model.source import Pointer
from governance.compatibility.tolerances import Tolerances
from governance.findings import Finding, Kind, Location, Severity, Status, fingerprint
from governance.gate.severities import RANK
from governance.lines import Source, line_of

WEAKENED, LAYER = "policy-weakened", "layer-changed"
DEFAULT_TOLERANCES = Tolerances()
Loosened: TypeAlias = tuple[str, Pointer]
"""What is asked less, in words, and its key."""
HIGHER_IS_STRICTER = ("availability", "throughput_per_min")


def weakened(base: Policy, head: Policy, source: Source) -> Iterator[Finding]:
    """A finding for each point on which the head's policy asks less than the base's, at its key in the head's file."""
    hint = "The policy of the base is in force; changing it needs its owners."
    yield from _placed(head.origin.file or base.origin.file, _looser(base, head), hint, source)


def estate_weakened(base: Estate, head: Estate, source: Source) -> Iterator[Finding]:
    """The same for what catalog.yaml says: which layer may use which, by which profile, and what may be fetched."""
    hint = "What the base says is in force."
    yield from _placed(head.origin.file or base.origin.file, _looser_estate(base, head), hint, source)


def _placed(file: str, points: Iterable[Loosened], hint: str, source: Source) -> Iterator[Finding]:
    """What is taken away has no key of its own: the nearest above stands for it."""
    for what, pointer in dict.fromkeys(points):
        yield replace(_finding(WEAKENED, file, file, what, hint), locations=(line_of(file, pointer, source),))


def layers_changed(base: Mapping[str, Service], head: Mapping[str, Service], source: Source) -> Iterator[Finding]:
    """A finding for each service that moves to another layer, and so under another profile."""
    for name in sorted(base.keys() & head.keys()):
        old, new = base[name].layer, head[name].layer
        if old != new:
            what = f"{name} moves from layer {old or 'none'} to {new or 'none'}"
            found = _finding(LAYER, head[name].origin.file, name, what, "The layer of the base is in force.")
            yield replace(found, locations=(line_of(head[name].origin.file, ("layer",), source),))


def _finding(rule: str, file: str, address: str, message: str, hint: str) -> Finding:
    return Finding(
        rule,
        Kind.POLICY,
        Severity.WARNING,
        address,
        message,
        fingerprint(rule, address, message),
        hint,
        (Location(file, 1, 1),),
        status=Status.NEW,
    )


def _looser(base: Policy, head: Policy) -> Iterator[Loosened]:
    yield from _rules("", (), base.rules, head.rules)
    yield from _tolerances("", (), base.tolerances, head.tolerances)
    yield from _profiles(base.profiles, head.profiles)
    yield from _groups(base, head)
    for name in ("lower_unused", "stage_exempt", "problem_types"):
        yield from _grown(name, (name,), getattr(base, name), getattr(head, name))
    yield from _limits(base, head)
    if base.correlation_header not in (None, head.correlation_header):
        what = f"correlation_header is {head.correlation_header or 'any'}, no longer {base.correlation_header}"
        yield what, ("correlation_header",)
    for stage, days in base.notice_days.items():
        if head.notice_days.get(stage, 0) < days:
            what = f"notice_days of {stage} falls from {days} to {head.notice_days.get(stage, 0)}"
            yield what, ("notice_days", stage)
    for kind, floor in base.slo_floors.items():
        yield from _floor(kind, floor, head.slo_floors.get(kind, Slo()))


def _rules(where: str, at: Pointer, base: Mapping[str, str], head: Mapping[str, str]) -> Iterator[Loosened]:
    for rule in sorted(base.keys() | head.keys()):
        old, new, pointer = base.get(rule), head.get(rule), (*at, "rules", rule)
        if new is not None and old is not None and RANK.get(new, 0) < RANK.get(old, 0):
            yield f"{where}rule {rule} falls from {old} to {new}", pointer
        elif old is None and new is not None and RANK.get(new, 0) < RANK["error"]:
            yield f"{where}rule {rule} is set to {new}", pointer
        elif new is None and old is not None and RANK.get(old, 0) > RANK["off"]:
            yield f"{where}rule {rule} is no longer set to {old}", pointer


def _tolerances(where: str, at: Pointer, base: Mapping[str, bool], head: Mapping[str, bool]) -> Iterator[Loosened]:
    for name in sorted(base.keys() | head.keys()):
        default = getattr(DEFAULT_TOLERANCES, name.replace("-", "_"), False)
        strict = name == "strict-readers"  # the one tolerance that tolerates less when it is on
        old, new = base.get(name, default), head.get(name, default)
        if old != new and new is not strict:
            yield f"{where}tolerance {name} is switched {'on' if new else 'off'}", (*at, "tolerances", name)


def _profiles(base: Mapping[str, Profile], head: Mapping[str, Profile]) -> Iterator[Loosened]:
    for name in sorted(base.keys() | head.keys()):
        old, new, at = base.get(name, Profile(name)), head.get(name, Profile(name)), ("profiles", name)
        yield from _rules(f"profile {name}: ", at, old.rules, new.rules)
        yield from _tolerances(f"profile {name}: ", at, old.tolerances, new.tolerances)
        if old.extends != new.extends:
            what = f"profile {name} extends {new.extends or 'nothing'}, no longer {old.extends or 'nothing'}"
            yield what, (*at, "extends")


def _groups(base: Policy, head: Policy) -> Iterator[Loosened]:
    for group in sorted(base.approvers.keys() | head.approvers.keys()):
        old, new = base.approvers.get(group, ()), head.approvers.get(group, ())
        yield from _grown(f"approvers of {group}", ("approvers", group), old, new)
    places: Mapping[str, Pointer] = {"acceptance_group": ("acceptances", "approver_group"), "profile": ("profile",)}
    for name, pointer in places.items():
        if getattr(base, name) != getattr(head, name):
            what = f"{name} is {getattr(head, name) or 'none'}, no longer {getattr(base, name) or 'none'}"
            yield what, pointer
    if head.consumer_owners_accept and not base.consumer_owners_accept:
        yield "owners of consumers may accept changes", ("acceptances", "consumer_owners")


def _grown(where: str, at: Pointer, base: Iterable[str], head: Iterable[str]) -> Iterator[Loosened]:
    added = sorted(set(head) - set(base))
    if added:
        yield f"{where} grows by {', '.join(added)}", at


def _limits(base: Policy, head: Policy) -> Iterator[Loosened]:
    old, new = base.waivers, head.waivers
    before, after = (limits.approver_group or "anybody" for limits in (old, new))
    if before != after:
        yield f"waivers are approved by {after}, no longer by {before}", ("waivers", "approver_group")
    for name in ("max_days_error", "max_days_warning"):
        if getattr(new, name) > getattr(old, name):
            what = f"{name} of waivers grows from {getattr(old, name)} to {getattr(new, name)}"
            yield what, ("waivers", name)
    if new.expiring_days < old.expiring_days:
        what = f"waivers are told to expire {new.expiring_days} days before, no longer {old.expiring_days}"
        yield what, ("waivers", "expiring_days")
    if base.touched_clean_of and head.touched_clean_of not in (base.touched_clean_of, "warning"):
        yield f"touched contracts need no longer be clean of {base.touched_clean_of}", ("touched", "clean_of")
    if base.touched_budget is not None and (head.touched_budget is None or head.touched_budget > base.touched_budget):
        limit = head.touched_budget or "no limit"
        yield f"the budget of touched contracts grows from {base.touched_budget} to {limit}", ("touched", "budget")


def _floor(kind: str, base: Slo, head: Slo) -> Iterator[Loosened]:
    for field in fields(Slo):
        old, new = getattr(base, field.name), getattr(head, field.name)
        if not isinstance(old, int | float) or old == new:
            continue
        stricter = new is not None and (new > old if field.name in HIGHER_IS_STRICTER else new < old)
        if not stricter:
            what = f"slo_floors of {kind}: {field.name} goes from {old} to {'nothing' if new is None else new}"
            yield what, ("slo_floors", kind, field.name)


def _looser_estate(base: Estate, head: Estate) -> Iterator[Loosened]:
    before, after = ({layer.name: layer for layer in estate.layers} for estate in (base, head))
    for name in sorted(before.keys() | after.keys()):
        old, new, at = before.get(name), after.get(name), ("layers", name)
        if old is None or new is None:
            yield f"layer {name} {'was added' if old is None else 'was removed'}", at
            continue
        yield from _grown(f"what layer {name} may use", (*at, "uses"), old.uses, new.uses)
        if old.profile != new.profile:
            what = f"layer {name} is judged by profile {new.profile or 'none'}, no longer by {old.profile or 'none'}"
            yield what, (*at, "profile")
    yield from _grown("allowed_references", ("allowed_references",), base.allowed_references, head.allowed_references)
    if base.vendor_profile != head.vendor_profile:
        what = f"vendors are judged by profile {head.vendor_profile}, no longer by {base.vendor_profile}"
        yield what, ("vendor_profile",)
    if base.residency_regions and not head.residency_regions:
        yield "data may stay in any region", ("residency_regions",)
    elif base.residency_regions:
        yield from _grown("residency_regions", ("residency_regions",), base.residency_regions, head.residency_regions)
    if base.branch != head.branch:
        yield f"releases are looked for on branch {head.branch}, no longer on {base.branch}", ("branch",)
