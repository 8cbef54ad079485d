"""What the gate asks, and the exceptions agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType

from catalog.frozen import dataclass
from catalog.model.quality import Origin, Slo


@dataclass(frozen=True, slots=True)
class Profile:
    """Severities by rule and tolerances by name; `extends` is the profile it starts from."""

    name: str
    extends: str | None = None
    description: str = ""
    tolerances: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    rules: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class WaiverLimits:
    """Days a waiver may last by severity, and days before its end in which every change warns."""

    approver_group: str | None = None
    max_days_error: int = 90
    max_days_warning: int = 180
    expiring_days: int = 14


@dataclass(frozen=True, slots=True)
class Policy:
    """policy/policy.yaml; without the file, the defaults. `notice_days` is by stage."""

    origin: Origin
    profile: str | None = None
    profiles: Mapping[str, Profile] = field(default_factory=lambda: MappingProxyType({}))
    tolerances: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    rules: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    approvers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    lower_unused: tuple[str, ...] = ()
    touched_clean_of: str | None = None
    touched_budget: int | None = None
    waivers: WaiverLimits = WaiverLimits()
    acceptance_group: str | None = None
    consumer_owners_accept: bool = True
    notice_days: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"beta": 31, "active": 180}))
    slo_floors: Mapping[str, Slo] = field(default_factory=lambda: MappingProxyType({}))
    stage_exempt: tuple[str, ...] = ("draft",)
    problem_types: tuple[str, ...] = ()
    correlation_header: str | None = None

    def lineage(self, profile: str | None) -> tuple[str, ...]:
        """The profile (by default the policy's own) and those it extends, nearest first; a circle ends where it
        closes. The last may be one that the policy does not describe."""
        found: dict[str, None] = {}
        name = profile or self.profile
        while name is not None and name not in found:
            found[name] = None
            name = self.profiles[name].extends if name in self.profiles else None
        return tuple(found)

    def said_of(self, rule: str, profile: str | None) -> str | None:
        """`error`, `warning`, `info` or `off`: what the profile says of a rule, else what it extends, else the policy
        as a whole; None where nobody says anything."""
        own = (self.profiles[name].rules for name in self.lineage(profile) if name in self.profiles)
        return next((level[rule] for level in (*own, self.rules) if rule in level), None)


@dataclass(frozen=True, slots=True)
class Waiver:
    """An agreed exception to a standing finding: policy/waivers/<id>.yaml."""

    id: str
    origin: Origin
    rule: str = ""
    address: str | None = None
    contract: str | None = None
    direction: str | None = None
    facet: str | None = None
    scope: str = "instance"
    reason: str = ""
    ticket: str | None = None
    requested_by: str = ""
    approved_by: str = ""
    created: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An agreed exception for one change, bound to digests: policy/acceptances/<id>.yaml."""

    id: str
    origin: Origin
    rule: str = ""
    address: str = ""
    before: str = ""
    after: str = ""
    direction: str | None = None
    facet: str | None = None
    reason: str = ""
    ticket: str | None = None
    accepted_by: tuple[str, ...] = ()
    consumers: tuple[str, ...] = ()
    created: date | None = None
