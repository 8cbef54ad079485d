"""Settings come from the environment, with advice when they are wrong."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.errors import UsageError
from catalog.portal.settings import Settings, settings_from


def test_defaults() -> None:
    assert settings_from({}) == Settings()


def test_every_setting_is_read() -> None:
    environment = {
        "TREATY_TODAY": "2026-11-25",
        "TREATY_IMMUTABLE_SECONDS": "60",
        "TREATY_THREADS": "2",
        "TREATY_LOG_REQUESTS": "0",
        "TREATY_PUBLIC_URL": "https://contracts.example",
    }
    assert settings_from(environment) == Settings(date(2026, 11, 25), 60, 2, False, "https://contracts.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [("TREATY_TODAY", "tomorrow"), ("TREATY_THREADS", "0"), ("TREATY_THREADS", "x"), ("TREATY_PUBLIC_URL", "evil")],
)
def test_wrong_values_are_named(name: str, value: str) -> None:
    with pytest.raises(UsageError) as caught:
        settings_from({name: value})
    assert caught.value.place == name
