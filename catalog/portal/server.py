"""The production server: waitress, on one address."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from waitress.server import create_server

from catalog.answers.catalog import Catalog
from catalog.answers.progress import Tenths
from catalog.answers.standing import Standings
from catalog.errors import UsageError
from catalog.frozen import replace
from catalog.portal import logs
from catalog.portal.app import create_app
from catalog.portal.pages import EXTENSION
from catalog.portal.settings import settings_from
from catalog.search.library import Library

Told = Callable[[str], None]


def serve(
    catalog: Catalog, library: Library, host: str, port: int, today: date | None, ready: Told, told: Told
) -> None:
    """Serve until interrupted; `ready` is told the address once connections are accepted, `told` how
    far the catalog is read beside the requests.

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
    standings: Standings = app.extensions[EXTENSION].standings
    threading.Thread(target=standings.read_default, args=(Tenths(told),), daemon=True).start()
    ready(f"http://{server.effective_host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        server.close()
        catalog.close()
