"""Where the measured corpus is, when it stands beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
VENDORS = SHARED / "corpus" / "vendors"
BREAKING = SHARED / "corpus" / "breaking"

needs_shared = pytest.mark.skipif(not VENDORS.is_dir(), reason="the corpus ../shared is not on this machine")
