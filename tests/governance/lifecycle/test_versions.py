"""Which version is newer, and which is enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.lifecycle.versions import BUMPS, Scheme, is_enough, is_older, next_version, scheme_of, semantic

SEMVER, DATE, LABEL = Scheme.SEMVER, Scheme.DATE, Scheme.LABEL
IN_ORDER = (
    "0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
    "1.0.0-rc.1", "1.0.0", "1.0.1-0", "1.0.1", "1.0.10", "1.1.0", "2.0.0",
)  # fmt: skip
"""By item 11 of https://semver.org/spec/v2.0.0.html."""


@pytest.mark.parametrize("at", range(len(IN_ORDER) - 1))
def test_semantic_versions_have_the_order_of_the_specification(at: int) -> None:
    assert is_older(SEMVER, IN_ORDER[at], IN_ORDER[at + 1])
    assert not is_older(SEMVER, IN_ORDER[at + 1], IN_ORDER[at])


def test_a_build_makes_no_difference_to_the_order() -> None:
    assert not is_older(SEMVER, "1.0.0+1", "1.0.0+2")
    assert not is_older(SEMVER, "1.0.0+2", "1.0.0+1")


@pytest.mark.parametrize("text", ["", "1", "1.2", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3 ", "١.٢.٣", f"{'9' * 5000}.0.0"])
def test_what_is_no_semantic_version(text: str) -> None:
    assert semantic(text) is None
    assert scheme_of("semver", text) is LABEL


@pytest.mark.parametrize(
    ("declared", "version", "scheme"),
    [
        ("semver", "1.2.3", SEMVER), ("semver", "2026-03", LABEL), ("date", "2026-03", DATE),
        ("date", "2026-03-31", DATE), ("date", "2026-13", LABEL), ("vendor", "1.2.3", LABEL), ("date", "1.2.3", LABEL),
    ],
)  # fmt: skip
def test_a_scheme_orders_what_is_written_in_it(declared: str, version: str, scheme: Scheme) -> None:
    assert scheme_of(declared, version) is scheme


@pytest.mark.parametrize(
    ("last", "bump", "wanted"),
    [
        ("1.2.3", "major", "2.0.0"), ("1.2.3", "minor", "1.3.0"), ("1.2.3", "patch", "1.2.4"),
        ("2.0.0-rc.1", "major", "2.0.0"), ("2.0.0-rc.1", "minor", "2.0.0"), ("1.3.0-rc.1", "minor", "1.3.0"),
        ("1.3.0-rc.1", "major", "2.0.0"), ("1.2.4-rc.1", "minor", "1.3.0"),
    ],
)  # fmt: skip
def test_the_next_version(last: str, bump: str, wanted: str) -> None:
    assert next_version(SEMVER, last, bump) == wanted


@pytest.mark.parametrize(
    ("scheme", "last", "version", "bump", "enough"),
    [
        (SEMVER, "1.2.0", "2.0.0", "major", True),
        (SEMVER, "1.2.0", "2.0.0-rc.1", "major", True),
        (SEMVER, "1.2.0", "1.9.9", "major", False),
        (SEMVER, "1.2.0", "3.1.4", "minor", True),
        (SEMVER, "1.3.0-rc.1", "1.3.0-rc.2", "minor", True),
        (SEMVER, "1.3.0-rc.2", "1.3.0-rc.1", "minor", False),
        (SEMVER, "1.2.0", "next", "minor", False),
        (DATE, "2026-03", "2026-03-02", "major", True),
        (DATE, "2026-03", "2026-03", "minor", False),
        (DATE, "2026-03", "2026-02-28", "minor", False),
        (DATE, "2026-03", "soon", "minor", False),
        (LABEL, "spring", "summer", "major", True),
        (LABEL, "spring", "spring", "minor", False),
    ],
)
def test_what_is_enough(scheme: Scheme, last: str, version: str, bump: str, enough: bool) -> None:
    assert is_enough(scheme, last, version, bump) is enough


NUMBERS = st.integers(0, 30)
VERSIONS = st.builds("{}.{}.{}{}".format, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["", "-a", "-a.1", "-1", "+b"]))


@given(VERSIONS, st.sampled_from(BUMPS[1:]))
def test_the_next_version_is_enough_and_newer(last: str, bump: str) -> None:
    wanted = next_version(SEMVER, last, bump)
    assert is_older(SEMVER, last, wanted)
    assert is_enough(SEMVER, last, wanted, bump)


@given(VERSIONS, VERSIONS, st.sampled_from(BUMPS[1:]))
def test_what_is_enough_for_more_is_enough_for_less(last: str, version: str, bump: str) -> None:
    if is_enough(SEMVER, last, version, bump):
        assert all(is_enough(SEMVER, last, version, less) for less in BUMPS[1 : BUMPS.index(bump)])
        assert not is_older(SEMVER, version, last)
