"""The page at hand as the commits of its list of changes have it, where they have it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request, url_for

from catalog.answers.catalog import Step
from catalog.answers.earlier import Subject, commits_with
from catalog.portal.pages import current_revision, portal
from catalog.portal.revisions import in_address

SUBJECTS = {
    "services.page": ("service", "name"),
    "vendors.page": ("vendor", "name"),
    "contracts.page": ("contract", "contract_id"),
    "workflows.page": ("workflow", "name"),
}
"""By endpoint: what the page is about, and the part of the address that names it; other pages are there at every
commit that has a catalog."""


def earlier(changes: Sequence[Step]) -> dict[str, str]:
    """The addresses of those that have the page, by commit. Of a part of a contract that of the contract: whether the
    part was there, only reading its document would tell."""
    label = request.args.get("label") or None
    kind, named = SUBJECTS.get(request.endpoint or "", ("", ""))
    subject = Subject(kind, (request.view_args or {}).get(named, ""), label if kind == "contract" else None)
    commits = [step.commit for step in changes]
    there = commits_with(portal().catalog, current_revision(), subject, commits, portal().lately)
    return {commit: _at(commit, subject.label) for commit in commits if commit in there}


def _at(commit: str, label: str | None) -> str:
    values = {**(request.view_args or {}), "revision": in_address(commit)}
    return url_for(request.endpoint or "home.overview", label=label, **values)
