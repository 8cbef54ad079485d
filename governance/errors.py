"""Errors of use and environment on the governance side.

CatalogError
└── GovernanceError
    └── MissingOfficialSchema      the official schema of a specification version is not installed  (exit 2)
"""

from __future__ import annotations

from catalog.errors import CatalogError


class GovernanceError(CatalogError):
    """Governance cannot do what it was asked to."""


class MissingOfficialSchema(GovernanceError):
    """A source install without the built assets has no schema for this specification version."""
