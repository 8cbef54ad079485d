"""What a branch led to once and leads to no more: its history was rewritten."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.repository.git import Repository
from catalog.repository.process import run_git


def forgotten_tips(repository: Repository, branch: str, tip: str) -> tuple[str, ...]:
    """Commits that were the tip of a branch, or have a tag, and are no ancestors of `tip`; newest first.

    The branch is looked up where it is followed: of a local one that has an upstream, there. Former tips are those
    that the clone has seen. A tag that another branch leads to is no sign that anything was rewritten.
    """
    seen = dict.fromkeys((*_former(repository, branch), *_only_tagged(repository, tip)))
    return tuple(commit for commit in seen if commit != tip and not _is_ancestor(repository, commit, tip))


def forgotten_commits(repository: Repository, former: str, tip: str, under: str) -> tuple[str, ...]:
    """Commits that changed `under` on the first-parent line of a former tip, down to where it meets `tip`; newest
    first."""
    question = ("rev-list", "--first-parent", "--end-of-options", former, f"^{tip}", "--", under)
    return tuple(run_git(repository.folder, *question, allowed=(0, 128)).decode("ascii", "replace").split())


def _former(repository: Repository, branch: str) -> Iterator[str]:
    name = _followed(repository, _full_name(repository, branch))
    if name:
        question = ("log", "--walk-reflogs", "--format=%H", "--end-of-options", name, "--")
        tips = run_git(repository.folder, *question, allowed=(0, 128)).decode("ascii", "replace").split()
        yield from (*tips, *_before_log(repository, name, len(tips)))


def _before_log(repository: Repository, name: str, entries: int) -> Iterator[str]:
    """What the oldest entry of the log moved from: a clone logs its tracking branches only once they move."""
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}@{{{entries}}}")
    found = run_git(repository.folder, *question, allowed=(0, 1, 128)).decode("ascii", "replace").split()
    yield from (commit for commit in found if len(commit) >= 40 and commit.strip("0"))


def _full_name(repository: Repository, branch: str) -> str:
    """Empty where the revision is no name of a branch."""
    question = ("rev-parse", "--symbolic-full-name", "--verify", "--quiet", "--end-of-options", branch)
    found = run_git(repository.folder, *question, allowed=(0, 1, 128)).decode("utf-8", "surrogateescape").split("\n")
    return next((line for line in found if line.startswith(("refs/heads/", "refs/remotes/"))), "")


def _followed(repository: Repository, name: str) -> str:
    if not name.startswith("refs/heads/"):
        return name
    found = run_git(repository.folder, "for-each-ref", "--format=%(upstream)", name)
    return found.decode("utf-8", "surrogateescape").strip() or name


def _only_tagged(repository: Repository, tip: str) -> Iterator[str]:
    """The commits of tags that no branch leads to."""
    layout = "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname)"
    tags = run_git(repository.folder, "for-each-ref", layout, f"--no-merged={tip}", "--sort=-creatordate", "refs/tags")
    for line in tags.decode("ascii", "replace").splitlines():
        words = line.split()
        commit = next((words[at + 1] for at in (0, 2) if len(words) > at and words[at] == "commit"), None)
        if commit and not _has_branch(repository, commit):
            yield commit


def _has_branch(repository: Repository, commit: str) -> bool:
    question = ("for-each-ref", "--count=1", f"--contains={commit}", "refs/heads", "refs/remotes")
    return bool(run_git(repository.folder, *question, allowed=(0, 128, 129)).strip())


def _is_ancestor(repository: Repository, commit: str, of: str) -> bool:
    """Also where the commit is no longer there to be asked about."""
    question = ("rev-list", "--max-count=1", "--end-of-options", commit, f"^{of}")
    return not run_git(repository.folder, *question, allowed=(0, 128)).strip()
