"""One comment on a pull request, kept up to date, where the token may write one."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

PAGES, PER_PAGE = 30, 100
TRIES = 3
REFUSED = (401, 403, 404)
"""What GitHub answers a token that may not write; 404 where it may not even see."""


class Refused(Exception):
    """The token may not do this."""


class Unreachable(Exception):
    """The API did not answer as it should."""


@dataclass(frozen=True)
class Api:
    """GitHub's REST API for the comments of one pull request. `url` is GITHUB_API_URL, `pause` seconds before a
    request is tried again."""

    url: str
    repository: str
    token: str
    pull_request: int
    pause: float = 1.0

    def keep(self, body: str, marker: str, *, quiet: bool) -> str:
        """Post the comment, or update the one that has the marker; what was done, in words. `quiet`: do not begin a
        conversation about nothing.

        Raises:
            Refused, Unreachable
        """
        known = self._known(marker)
        if known is None:
            if quiet:
                return "nothing to comment"
            self._ask("POST", f"issues/{self.pull_request}/comments", {"body": body})
            return "commented"
        if str(known.get("body", "")).replace("\r\n", "\n").strip() == body.strip():
            return "the comment says it already"
        self._ask("PATCH", f"issues/comments/{int(known['id'])}", {"body": body})
        return "updated the comment"

    def _known(self, marker: str) -> dict[str, Any] | None:
        """The first comment of a bot that begins with the marker: people cannot make us write over theirs."""
        for page in range(1, PAGES + 1):
            path = f"issues/{self.pull_request}/comments?per_page={PER_PAGE}&page={page}"
            found = self._ask("GET", path)
            for comment in found:
                author = comment.get("user") or {}
                if str(comment.get("body", "")).startswith(marker) and author.get("type") == "Bot":
                    return dict(comment)
            if len(found) < PER_PAGE:
                break
        return None

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        """The answer. Reading is tried again after a failure of the server; writing is not, lest it be done twice."""
        for attempt in range(1, TRIES + 1):
            try:
                with urllib.request.urlopen(self._request(method, path, body), timeout=30) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code in REFUSED:
                        raise Refused(f"{method} {path}: {error.code}") from error
                    problem: Exception = error
                    again = error.code >= 500
            except (OSError, ValueError) as error:
                problem, again = error, True
            if method != "GET" or not again or attempt == TRIES:
                raise Unreachable(f"{method} {path}: {problem}")
            time.sleep(self.pause * attempt)
        raise AssertionError("every attempt returns or raises")

    def _request(self, method: str, path: str, body: dict[str, str] | None) -> urllib.request.Request:
        headers = {
            "Accept": "application/vnd.github+json", "Authorization": f"Bearer {self.token}",
            "X-GitHub-Api-Version": "2022-11-28", "User-Agent": "treaty-gate",
        }  # fmt: skip
        data = None if body is None else json.dumps(body).encode()
        address = f"{self.url.rstrip('/')}/repos/{self.repository}/{path}"
        return urllib.request.Request(address, data, headers, method=method)
