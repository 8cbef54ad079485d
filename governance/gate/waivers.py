"""Waivers as the verdict shows them: what they let pass, and who must look at one that came along."""

from __future__ import annotations

from catalog.model.policy import Policy, Waiver
from governance.gate.verdict import ExceptionKind, UsedException


def used(waiver: Waiver, policy: Policy, added: bool) -> UsedException:
    """A waiver that covers a finding; `added` says that the same pull request adds or edits it."""
    group = policy.approvers.get(policy.waivers.approver_group or "", ())
    reviewers = tuple(group) or ((waiver.approved_by,) if waiver.approved_by else ())
    return UsedException(
        ExceptionKind.WAIVER, waiver.id, waiver.origin.file, waiver.reason, added, reviewers if added else ()
    )


def named(waiver: Waiver) -> str:
    """The first word of the place that a waiver is about: a contract, a service, or the like."""
    return (waiver.address or waiver.contract or "").partition(" ")[0]
