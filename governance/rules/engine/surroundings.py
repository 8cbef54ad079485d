"""What a rule may ask of the rest of the catalog. Whoever answers decides how much is read for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NoReturn, Protocol, cast

from catalog.frozen import dataclass
from catalog.model.consumption import Consumption
from catalog.model.domain import CanonicalEntity
from catalog.model.estate import Layer
from catalog.model.service import ContractEntry, Service
from catalog.model.source import SourceDocument
from catalog.model.team import Team
from catalog.model.vendor import Vendor
from governance.rules.engine.codeowners import Codeowners


class Surroundings(Protocol):
    """Look-ups by name: None, or nothing, where there is no such thing."""

    @property
    def today(self) -> date:
        """The day that expiries are measured against."""

    @property
    def layers(self) -> Sequence[Layer]:
        """The layers of the catalog."""

    @property
    def vendor_profile(self) -> str:
        """The profile of vendors' own contracts."""

    @property
    def codeowners(self) -> Codeowners | None:
        """Who is asked for which file; None where nothing says so."""

    def layer_of(self, service: Service) -> str:
        """The layer by whose profile a service is judged, whatever layer it says that it is in."""

    def service(self, name: str) -> Service | None: ...

    def vendor(self, name: str) -> Vendor | None: ...

    def entry(self, contract_id: str) -> ContractEntry | None: ...

    def team(self, name: str) -> Team | None: ...

    def entity(self, name: str) -> CanonicalEntity | None: ...

    def consumptions_of(self, contract_id: str) -> Sequence[Consumption]: ...

    def consumptions_by(self, service: str) -> Sequence[Consumption]: ...

    def called_by(self, service: str) -> Sequence[str]:
        """The other services whose answers a service waits for."""

    def masters_of(self, entity: str) -> Sequence[str]:
        """Names of the services that say they are master of an entity (without version)."""

    def contract_at(self, path: str) -> ContractEntry | None:
        """The contract whose document stands at a path."""

    def reached_from(self, contract_id: str) -> Sequence[str]:
        """Paths of all documents that the contract's references lead to, directly or through others."""

    def version_of(self, contract_id: str) -> str | None:
        """`info.version` of a contract's document; None where it cannot be read."""

    def source(self, file: str) -> SourceDocument | None:
        """A parsed file of the catalog."""


@dataclass(frozen=True, slots=True)
class Alone:
    """The surroundings of a document that belongs to no catalog."""

    today: date
    layers: tuple[Layer, ...] = ()
    vendor_profile: str = ""
    codeowners: Codeowners | None = None

    def layer_of(self, service: Service) -> str:
        return service.layer

    def service(self, name: str) -> Service | None:  # noqa: ARG002
        return None

    def vendor(self, name: str) -> Vendor | None:  # noqa: ARG002
        return None

    def entry(self, contract_id: str) -> ContractEntry | None:  # noqa: ARG002
        return None

    def team(self, name: str) -> Team | None:  # noqa: ARG002
        return None

    def entity(self, name: str) -> CanonicalEntity | None:  # noqa: ARG002
        return None

    def consumptions_of(self, contract_id: str) -> tuple[Consumption, ...]:  # noqa: ARG002
        return ()

    def consumptions_by(self, service: str) -> tuple[Consumption, ...]:  # noqa: ARG002
        return ()

    def called_by(self, service: str) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def masters_of(self, entity: str) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def contract_at(self, path: str) -> ContractEntry | None:  # noqa: ARG002
        return None

    def reached_from(self, contract_id: str) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def version_of(self, contract_id: str) -> str | None:  # noqa: ARG002
        return None

    def source(self, file: str) -> SourceDocument | None:  # noqa: ARG002
        return None


class _Unasked:
    """For rules that say they ask nothing: one that asks all the same is a fault of ours, never a wrong answer."""

    def __getattr__(self, name: str) -> NoReturn:
        raise RuntimeError(f"a rule asks the catalog for {name}, and does not say among_others")


UNASKED = cast(Surroundings, _Unasked())
"""Surroundings of which nothing may be asked."""
