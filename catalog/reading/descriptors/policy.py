"""The policy, waivers and acceptances."""

from __future__ import annotations

from types import MappingProxyType

from catalog.model.policy import Acceptance, Policy, Profile, Waiver, WaiverLimits
from catalog.model.quality import Origin, Slo
from catalog.model.source import Json
from catalog.reading.descriptors.glossary import stem
from catalog.reading.descriptors.qualities import read_slo
from catalog.reading.descriptors.shape import (
    Members,
    day,
    flag,
    flag_map,
    inside,
    members,
    text,
    text_map,
    texts,
    whole,
    words,
)


def read_policy(tree: Json, file: str) -> Policy:
    """The policy that a parsed policy/policy.yaml describes; what it leaves out has the default."""
    node = members(tree)
    default = Policy(Origin(file))
    touched, acceptances = inside(node, "touched"), inside(node, "acceptances")
    return Policy(
        origin=Origin(file),
        profile=text(node, "profile"),
        profiles=MappingProxyType({n: _profile(n, members(p)) for n, p in inside(node, "profiles").items()}),
        tolerances=flag_map(node, "tolerances"),
        rules=text_map(node, "rules"),
        approvers=MappingProxyType({g: texts(inside(node, "approvers"), g) for g in inside(node, "approvers")}),
        lower_unused=texts(node, "lower_unused"),
        touched_clean_of=text(touched, "clean_of"),
        touched_budget=whole(touched, "budget"),
        waivers=_limits(inside(node, "waivers")),
        acceptance_group=text(acceptances, "approver_group"),
        consumer_owners_accept=flag(acceptances, "consumer_owners", True),
        notice_days=MappingProxyType({**default.notice_days, **_notice(inside(node, "notice_days"))}),
        slo_floors=MappingProxyType(_floors(inside(node, "slo_floors"))),
        stage_exempt=texts(node, "stage_exempt") if "stage_exempt" in node else default.stage_exempt,
        problem_types=texts(node, "problem_types"),
        correlation_header=text(node, "correlation_header"),
    )


def _profile(name: str, node: Members) -> Profile:
    return Profile(
        name,
        text(node, "extends"),
        words(node, "description"),
        flag_map(node, "tolerances"),
        text_map(node, "rules"),
    )


def _notice(node: Members) -> dict[str, int]:
    found = ((stage, whole(node, stage)) for stage in node)
    return {stage: days for stage, days in found if days is not None}


def _floors(node: Members) -> dict[str, Slo]:
    found = ((kind, read_slo(node, kind)) for kind in node)
    return {kind: slo for kind, slo in found if slo is not None}


def _limits(node: Members) -> WaiverLimits:
    default = WaiverLimits()
    numbers = (
        (whole(node, key), getattr(default, key)) for key in ("max_days_error", "max_days_warning", "expiring_days")
    )
    return WaiverLimits(text(node, "approver_group"), *(usual if days is None else days for days, usual in numbers))


def read_waiver(tree: Json, file: str) -> Waiver:
    """The waiver that a parsed policy/waivers/<id>.yaml describes."""
    node = members(tree)
    return Waiver(
        id=stem(file),
        origin=Origin(file),
        rule=words(node, "rule"),
        address=text(node, "address"),
        contract=text(node, "contract"),
        direction=text(node, "direction"),
        facet=text(node, "facet"),
        scope=text(node, "scope") or "instance",
        reason=words(node, "reason"),
        ticket=text(node, "ticket"),
        requested_by=words(node, "requested_by"),
        approved_by=words(node, "approved_by"),
        created=day(node, "created"),
        expires=day(node, "expires"),
    )


def read_acceptance(tree: Json, file: str) -> Acceptance:
    """The acceptance that a parsed policy/acceptances/<id>.yaml describes."""
    node = members(tree)
    return Acceptance(
        id=stem(file),
        origin=Origin(file),
        rule=words(node, "rule"),
        address=words(node, "address"),
        before=words(node, "before"),
        after=words(node, "after"),
        direction=text(node, "direction"),
        facet=text(node, "facet"),
        reason=words(node, "reason"),
        ticket=text(node, "ticket"),
        accepted_by=texts(node, "accepted_by"),
        consumers=texts(node, "consumers"),
        created=day(node, "created"),
    )
