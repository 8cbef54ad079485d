"""The table of all rules, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterable

from governance.rules.credential_or_pii_in_url import credential_or_pii_in_url
from governance.rules.dangling_contract_ref import dangling_contract_ref
from governance.rules.dependency_cycle import dependency_cycle
from governance.rules.depends_on_deprecated import depends_on_deprecated
from governance.rules.deprecated_without_sunset import deprecated_without_sunset
from governance.rules.engine.rule import Rule
from governance.rules.event_missing_correlation_id import event_missing_correlation_id
from governance.rules.layer_skip import layer_skip
from governance.rules.missing_correlation_id import missing_correlation_id
from governance.rules.missing_description import missing_description
from governance.rules.missing_idempotency_key import missing_idempotency_key
from governance.rules.missing_layer import missing_layer
from governance.rules.missing_lifecycle import missing_lifecycle
from governance.rules.missing_owner import missing_owner
from governance.rules.missing_slo import missing_slo
from governance.rules.missing_system_of_record import missing_system_of_record
from governance.rules.money_as_float import money_as_float
from governance.rules.owner_not_in_codeowners import owner_not_in_codeowners
from governance.rules.path_major_mismatch import path_major_mismatch
from governance.rules.policy_unknown_rule import policy_unknown_rule
from governance.rules.restricted_in_event import restricted_in_event
from governance.rules.unclassified_pii import unclassified_pii
from governance.rules.undeclared_dependency import undeclared_dependency
from governance.rules.unsecured_operation import unsecured_operation
from governance.rules.vendor_leak import vendor_leak
from governance.rules.vendor_release_unpinned import vendor_release_unpinned
from governance.rules.version_not_semver import version_not_semver
from governance.rules.waiver_expired import waiver_expired
from governance.rules.waiver_expiring import waiver_expiring
from governance.rules.waiver_no_reason import waiver_no_reason
from governance.rules.waiver_self_approved import waiver_self_approved
from governance.rules.waiver_too_long import waiver_too_long
from governance.rules.waiver_unknown_rule import waiver_unknown_rule
from governance.rules.weak_scheme import weak_scheme

RULES: tuple[Rule, ...] = (
    missing_owner,
    owner_not_in_codeowners,
    missing_system_of_record,
    missing_lifecycle,
    deprecated_without_sunset,
    depends_on_deprecated,
    vendor_release_unpinned,
    version_not_semver,
    path_major_mismatch,
    missing_layer,
    layer_skip,
    vendor_leak,
    money_as_float,
    missing_idempotency_key,
    missing_correlation_id,
    event_missing_correlation_id,
    unclassified_pii,
    restricted_in_event,
    credential_or_pii_in_url,
    weak_scheme,
    unsecured_operation,
    missing_description,
    undeclared_dependency,
    dangling_contract_ref,
    dependency_cycle,
    missing_slo,
    policy_unknown_rule,
    waiver_expired,
    waiver_expiring,
    waiver_no_reason,
    waiver_self_approved,
    waiver_too_long,
    waiver_unknown_rule,
)

LEFT_OVER = ("waiver-unused", "waiver-orphaned")
"""Defects of waivers that only the findings of everything else can tell; see `waiving`."""


def rule_ids() -> frozenset[str]:
    """The ids of RULES, and of what is told about waivers."""
    return frozenset((*(rule.id for rule in RULES), *LEFT_OVER))


def known_rule_ids(*others: Iterable[str]) -> frozenset[str]:
    """Every rule that a policy or waiver may name: ours, and those that other parts of governance have."""
    return rule_ids().union(*others)
