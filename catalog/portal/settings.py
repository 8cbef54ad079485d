"""Settings of the portal, read from the environment in this one place."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.errors import UsageError

WEB = re.compile(r"https?://[^\s/?#]+/?")


@dataclass(frozen=True, slots=True)
class Settings:
    """`immutable_seconds`: how long a page whose address names a commit may be kept; `threads` of the server;
    `public_url`: where callers reach the portal, where that is not what their requests say."""

    today: date | None = None
    immutable_seconds: int = 86_400
    threads: int = 8
    log_requests: bool = True
    public_url: str = ""


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """TREATY_TODAY, TREATY_IMMUTABLE_SECONDS, TREATY_THREADS, TREATY_LOG_REQUESTS, TREATY_PUBLIC_URL; what is not set
    has its default.

    Raises:
        UsageError: a value that is no date, no number, or no address.
    """
    usual = Settings()
    return Settings(
        today=_day(environment, "TREATY_TODAY"),
        immutable_seconds=_number(environment, "TREATY_IMMUTABLE_SECONDS", usual.immutable_seconds),
        threads=_number(environment, "TREATY_THREADS", usual.threads),
        log_requests=environment.get("TREATY_LOG_REQUESTS", "1") not in ("0", "false", "no"),
        public_url=_address(environment, "TREATY_PUBLIC_URL"),
    )


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"{text!r} is not a number above 0", place=name, hint=f"for example {name}={default}")
    return int(text)


def _address(environment: Mapping[str, str], name: str) -> str:
    text = environment.get(name, "").strip()
    if text and not WEB.fullmatch(text):
        raise UsageError(
            f"{text!r} is no web address", place=name, hint=f"for example {name}=https://contracts.example"
        )
    return text


def _day(environment: Mapping[str, str], name: str) -> date | None:
    text = environment.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text!r} is not a date", place=name, hint=f"for example {name}=2026-11-25") from None
