"""What an event of GitHub says is to be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOTHING = "0" * 40


@dataclass(frozen=True)
class Plan:
    """Which revisions to compare, what to fetch for that, and the pull request to comment on, if any.

    `base` and `head` are commit-ishes as they are after fetching `refs` (Git's refspecs) from origin; `fallback` is
    the base where `base` is not in the history (a push that rewrote it, a target that has another name now).
    """

    base: str
    head: str
    refs: tuple[str, ...] = ()
    pull_request: int | None = None
    fork: bool = False
    fallback: str = ""


class UnknownEvent(Exception):
    """The event does not say what to compare with."""


def plan_of(name: str, event: Mapping[str, Any], base: str = "", head: str = "") -> Plan:
    """The plan for an event; `base` and `head` override what it says.

    Raises:
        UnknownEvent: neither the event nor `base` says what to compare with.
    """
    found = _said(name, event)
    if found is None:
        branch = str((event.get("repository") or {}).get("default_branch") or "")
        if not base and not branch:
            raise UnknownEvent(f"the event {name!r} does not say what to compare with: give the action a base")
        found = Plan(_remote(branch), "HEAD", (_branch(branch),) if branch else ())
    return Plan(base or found.base, head or found.head, found.refs, found.pull_request, found.fork, found.fallback)


def _said(name: str, event: Mapping[str, Any]) -> Plan | None:
    if isinstance(event.get("pull_request"), Mapping):
        return _pull_request(event["pull_request"])
    if isinstance(event.get("merge_group"), Mapping):
        group = event["merge_group"]
        return Plan(str(group["base_sha"]), str(group["head_sha"]))
    if name == "push" and event.get("after") and event["after"] != NOTHING:
        return _push(event)
    return None


def _pull_request(pull: Mapping[str, Any]) -> Plan:
    """The target as it is now, and the head itself rather than GitHub's trial merge of both."""
    number, branch = int(pull["number"]), str(pull["base"]["ref"])
    ours, theirs = (((pull[side].get("repo") or {}).get("full_name")) for side in ("base", "head"))
    return Plan(
        _remote(branch),
        str(pull["head"]["sha"]),
        (_branch(branch), f"+refs/pull/{number}/head:refs/remotes/origin/treaty-pull-{number}"),
        number,
        fork=ours != theirs,
        fallback=str(pull["base"].get("sha") or ""),
    )


def _push(event: Mapping[str, Any]) -> Plan:
    """What the branch was before; for a new branch, the default branch."""
    default = str((event.get("repository") or {}).get("default_branch") or "")
    before, after = str(event.get("before") or NOTHING), str(event["after"])
    refs = (_branch(default),) if default else ()
    if before == NOTHING or event.get("created"):
        return Plan(_remote(default) if default else f"{after}^", after, refs)
    return Plan(before, after, refs, fallback=_remote(default) if default else "")


def _branch(name: str) -> str:
    return f"+refs/heads/{name}:refs/remotes/origin/{name}"


def _remote(name: str) -> str:
    return f"refs/remotes/origin/{name}"
