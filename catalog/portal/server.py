"""The production server: waitress, on one address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from waitress.server import create_server

from catalog.answers.catalog import Catalog
from catalog.errors import UsageError
from catalog.portal import logs
from catalog.portal.app import create_app
from catalog.portal.settings import settings_from
from catalog.search.library import Library


def serve(
    catalog: Catalog, library: Library, host: str, port: int, today: date | None, ready: Callable[[str], None]
) -> None:
    """Serve until interrupted; `ready` is told the address once connections are accepted.

    Raises:
        UsageError: the address is taken or not this machine's.
    """
    settings = settings_from()
    settings = replace(settings, today=today or settings.today)
    if settings.log_requests:
        logs.to_stderr()
    app = create_app(settings, catalog=catalog, library=library)
    try:
        server = create_server(app, host=host, port=port, threads=settings.threads, ident=None)
    except OSError as error:
        raise UsageError(
            f"cannot listen: {error.strerror}", place=f"{host}:{port}", hint="choose another --port"
        ) from None
    ready(f"http://{server.effective_host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        server.close()
        catalog.close()
