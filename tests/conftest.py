"""Rules that hold for every test: no network but loopback, no change of frozen values, nothing left in the cache."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from catalog import frozen

frozen.watch()  # before any class is made
settings.register_profile("sample", derandomize=True, deadline=None)
settings.register_profile("laws", deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """The same examples at each run of `make test`, so that a green commit stays green; new ones in `make laws`."""
    settings.load_profile("laws" if config.getoption("markexpr") == "laws" else "sample")


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True
    host = address[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def no_network_but_loopback() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if not _is_local(address):
            raise AssertionError(f"a test tried to reach {address!r}; only loopback is allowed")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def no_cache_but_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep for the next run goes with the tests."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TREATY_CACHE", str(tmp_path_factory.mktemp("kept")))
        yield


@pytest.fixture(autouse=True, scope="session")
def patient_portals() -> Iterator[None]:
    """A portal waits for what it reads as long as a loaded machine needs; tests of its patience set their own."""
    with pytest.MonkeyPatch.context() as patience:
        patience.setattr("catalog.answers.standing.PATIENCE", 120.0)
        patience.setattr("catalog.answers.standing.FIRST", 120.0)
        yield
