"""What a branch led to once and leads to no more: its history was rewritten."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.errors import RepositoryError
from catalog.repository.git import Repository
from catalog.repository.process import run_git


def forgotten_tips(repository: Repository, branch: str, tip: str) -> tuple[str, ...]:
    """Commits that were the tip of a branch, or have a tag, and are no ancestors of `tip`; newest first.

    The branch is looked up where it is followed: of a local one that has an upstream, there. Former tips are those
    that the clone has seen. A tag that another branch leads to is no sign that anything was rewritten.
    """
    seen = tuple(dict.fromkeys((*_former(repository, branch), *_only_tagged(repository, tip))))
    return _unreached(repository, tuple(commit for commit in seen if commit != tip), f"^{tip}")


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


def _only_tagged(repository: Repository, tip: str) -> tuple[str, ...]:
    """The commits of tags that no branch leads to."""
    return _unreached(repository, tuple(_tagged(repository, tip)), "--not", "--branches", "--remotes")


def _tagged(repository: Repository, tip: str) -> Iterator[str]:
    """The commits of tags that `tip` does not lead to."""
    layout = "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname)"
    tags = run_git(repository.folder, "for-each-ref", layout, f"--no-merged={tip}", "--sort=-creatordate", "refs/tags")
    for line in tags.decode("ascii", "replace").splitlines():
        words = line.split()
        commit = next((words[at + 1] for at in (0, 2) if len(words) > at and words[at] == "commit"), None)
        if commit:
            yield commit


def _unreached(repository: Repository, commits: tuple[str, ...], *leading: str) -> tuple[str, ...]:
    """Those that none of the revisions `leading` to others leads to, in their order; none that are gone."""
    question = ("rev-list", "--ignore-missing", "--stdin", *leading)
    try:
        given = "".join(f"{commit}\n" for commit in commits).encode()
        found = run_git(repository.folder, *question, given=given) if commits else b""
    except RepositoryError:  # the history of one is incomplete: the others are asked about by themselves
        return tuple(each for one in commits for each in _unreached(repository, (one,), *leading) if len(commits) > 1)
    beyond = frozenset(found.decode("ascii", "replace").split())
    return tuple(commit for commit in commits if commit in beyond)
