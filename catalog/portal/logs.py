"""One JSON line per request on standard error."""

from __future__ import annotations

import json
import logging
import time

from flask import Flask, Response, g, request

LOG = logging.getLogger("treaty.requests")


def register(app: Flask) -> None:
    """Measure and log every request."""
    app.before_request(_start)
    app.after_request(_log)


def to_stderr() -> None:
    """Print the portal's logs; for the server, not for tests or other hosts of the app."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("treaty")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def _start() -> None:
    g.started = time.perf_counter()


def _log(response: Response) -> Response:
    record = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "method": request.method,
        "path": request.full_path.removesuffix("?"),
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
        "bytes": response.calculate_content_length(),
        "commit": g.revision.commit if "revision" in g else None,
    }
    LOG.info("%s", json.dumps(record))
    return response
