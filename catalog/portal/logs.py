"""One JSON line per request on standard error."""

from __future__ import annotations

import json
import logging
import re
import time
from uuid import uuid4

from flask import Flask, Response, g, request

LOG = logging.getLogger("treaty.requests")
CORRELATION = "X-Correlation-ID"
UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", re.ASCII)


def register(app: Flask) -> None:
    """Measure and log every request, under the id that its caller gave it."""
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
    given = request.headers.get(CORRELATION, "")
    g.correlation = given if UUID.fullmatch(given) else str(uuid4())


def _log(response: Response) -> Response:
    correlation = g.get("correlation") or str(uuid4())
    response.headers[CORRELATION] = correlation
    record = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "method": request.method,
        "path": request.full_path.removesuffix("?"),
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
        "bytes": response.calculate_content_length(),
        "correlation": correlation,
        "commit": g.revision.commit if "revision" in g else None,
    }
    LOG.info("%s", json.dumps(record))
    return response
