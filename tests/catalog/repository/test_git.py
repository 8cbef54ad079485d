from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.errors import CatalogError, RepositoryError, UnknownRevision, UsageError
from catalog.repository.git import (
    EntryKind,
    changed_paths,
    default_branch,
    find_repository,
    first_parent_log,
    list_tree,
    merge_base,
    references,
    resolve,
)
from catalog.repository.process import explain, run_git, scrubbed_environment
from tests.builders.git import DAY, FIRST_DATE, GitRepository, Link, git_repository

ODD_NAMES = {
    "-dash.yaml": "a",
    "--upload-pack=x": "b",
    'quote".yaml': "c",
    "new\nline.yaml": "d",
    " space .yaml": "e",
    "tab\t.yaml": "f",
    "umlaut-ü.yaml": "g",
    "back\\slash.yaml": "h",
    ":colon.yaml": "i",
    b"latin-\xfc.yaml": "j",
}


@pytest.fixture
def two(tmp_path: Path) -> GitRepository:
    return git_repository(tmp_path / "two", {"a.yaml": "1", "sub/b.yaml": "2"}, {"a.yaml": "1.1", "c.yaml": "3"})


def test_a_repository_is_found_from_any_of_its_folders(two: GitRepository) -> None:
    top, below = find_repository(two.path), find_repository(two.path / "sub")
    assert (top.folder, top.prefix, top.bare, top.shallow, top.object_format) == (two.path, "", False, False, "sha1")
    assert (below.folder, below.prefix) == (two.path, "sub")


def test_a_linked_work_tree_has_its_own_folder_and_head(two: GitRepository, tmp_path: Path) -> None:
    two.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "HEAD~1", "-b", "side")
    linked = find_repository(tmp_path / "linked" / "sub")
    assert (linked.folder, linked.prefix, linked.bare) == (tmp_path.resolve() / "linked", "sub", False)
    assert resolve(linked, "HEAD") == two.commits[0]


def test_a_bare_repository_and_a_git_directory_have_no_work_tree(two: GitRepository, tmp_path: Path) -> None:
    bare = two.clone(tmp_path / "bare.git", "--bare")
    assert find_repository(bare.path).bare
    assert find_repository(two.path / ".git").bare
    assert resolve(find_repository(bare.path), "main") == two.commits[1]


def test_any_commit_ish_resolves(two: GitRepository) -> None:
    two.git("tag", "-a", "v1", "-m", "one", "HEAD~1", GIT_COMMITTER_NAME="n", GIT_COMMITTER_EMAIL="e")
    repository = find_repository(two.path)
    first, second = two.commits
    named = {"v1": first, "HEAD~1": first, first[:12]: first, "main": second, "HEAD": second, "@": second}
    assert {name: resolve(repository, name) for name in named} == named


HOSTILE = [
    "--upload-pack=touch pwned", "-h", "--help", "-", "", "main..HEAD", "^main", "main:a.yaml", "main\nmain", "a\0b",
    "HEAD~99", "0" * 40, "\udcff", "$(touch pwned)", "--git-dir=/etc", "@{-1}", "main^{tree}",
]  # fmt: skip


@pytest.mark.parametrize("revision", HOSTILE)
def test_a_hostile_or_unknown_revision_is_said_to_be_unknown(two: GitRepository, revision: str) -> None:
    with pytest.raises(UnknownRevision) as caught:
        resolve(find_repository(two.path), revision)
    assert caught.value.hint
    str(caught.value).encode()  # fit to be printed
    assert sorted(os.listdir(two.path)) == [".git", "a.yaml", "c.yaml", "sub"]


def test_an_unknown_revision_gets_the_name_that_was_meant(two: GitRepository) -> None:
    two.git("branch", "release-2026.2")
    two.git("update-ref", "refs/remotes/origin/develop", "HEAD")
    repository = find_repository(two.path)
    for wrong, meant in {"release-2026": "release-2026.2", "mian": "main", "develop": "origin/develop"}.items():
        with pytest.raises(UnknownRevision, match=f"did you mean.*{meant}"):
            resolve(repository, wrong)


def test_an_empty_repository_says_that_it_has_no_commit(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="no commit yet"):
        resolve(find_repository(git_repository(tmp_path / "empty").path), "HEAD")


def test_no_repository_and_no_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="not a Git repository"):
        find_repository(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        find_repository(tmp_path / "nowhere")


def test_dubious_ownership_names_the_setting(two: GitRepository) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a repository away")
    for folder, _, files in os.walk(two.path):
        for name in (folder, *(os.path.join(folder, file) for file in files)):
            os.chown(name, 12345, 12345)
    with pytest.raises(RepositoryError, match=r"safe\.directory"):
        find_repository(two.path)


@pytest.mark.parametrize(
    ("stderr", "hint"),
    [
        ("fatal: detected dubious ownership in repository at '/x'", "safe.directory '/x'"),
        ("fatal: unknown repository extension found:\n\tnew", "newer Git"),
        ("fatal: could not fetch abc from promisor remote", "without --filter"),
        ("fatal: something else", "git fsck"),
    ],
)
def test_git_complaints_become_advice(stderr: str, hint: str) -> None:
    assert hint in str(explain(stderr, Path("/x"), command="log"))


def test_missing_git_is_said(two: GitRepository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RepositoryError, match="git was not found"):
        find_repository(two.path)


def test_the_environment_of_a_hook_does_not_reach_git(two: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert resolve(find_repository(two.path), "HEAD") == two.commits[1]
    assert "GIT_DIR" not in scrubbed_environment()
    assert scrubbed_environment()["LC_ALL"] == "C"


def test_programs_that_the_repository_names_are_not_started(two: GitRepository) -> None:
    for setting in ("core.fsmonitor", "diff.external", "core.pager", "gpg.program"):
        two.git("config", setting, f"touch '{two.path}/pwned'; true")
    two.git("config", "log.showSignature", "true")
    repository = find_repository(two.path)
    assert list(first_parent_log(repository, "HEAD"))
    run_git(repository.folder, "ls-files", "--others", "--exclude-standard")
    assert changed_paths(repository, *two.commits)
    assert not (two.path / "pwned").exists()


def test_every_odd_name_is_listed_as_it_is(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "odd", ODD_NAMES)  # type: ignore[arg-type]
    repository = find_repository(made.path)
    names = {os.fsdecode(name) for name in ODD_NAMES}
    assert set(list_tree(repository, made.commits[0])) == names
    assert {change.path for change in next(first_parent_log(repository, "HEAD")).changes} == names


def test_the_listing_tells_files_links_and_submodules_apart(tmp_path: Path) -> None:
    inner = git_repository(tmp_path / "inner", {"x": "1"})
    outer = git_repository(tmp_path / "outer", {"file": "1", "link": Link("file")})
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.path), "sub")
    listed = list_tree(find_repository(outer.path), outer.commit())
    kinds = {path: entry.kind for path, entry in listed.items() if path != ".gitmodules"}
    assert kinds == {"file": EntryKind.FILE, "link": EntryKind.LINK, "sub": EntryKind.SUBMODULE}
    assert listed["sub"].object_id == inner.commits[0]


def test_the_listing_can_be_limited_to_a_folder(two: GitRepository) -> None:
    assert list(list_tree(find_repository(two.path), two.commits[1], "sub")) == ["sub/b.yaml"]
    assert list_tree(find_repository(two.path), two.commits[1], "*") == {}


def test_changed_paths_say_what_was_and_what_is(two: GitRepository) -> None:
    two.commit({"a.yaml": None, "sub/b.yaml": Link("../c.yaml")})
    repository = find_repository(two.path)
    changes = {change.path: change for change in changed_paths(repository, two.commits[0], two.commits[2])}
    assert set(changes) == {"a.yaml", "c.yaml", "sub/b.yaml"}
    assert changes["a.yaml"].new is None
    assert changes["c.yaml"].old is None
    after = changes["sub/b.yaml"].new
    assert after
    assert after.kind is EntryKind.LINK
    assert changed_paths(repository, two.commits[0], two.commits[0]) == ()
    assert [change.path for change in changed_paths(repository, two.commits[0], two.commits[2], "sub")] == [
        "sub/b.yaml"
    ]


def test_the_merge_base_is_where_two_lines_parted(two: GitRepository) -> None:
    two.git("checkout", "--quiet", "-b", "side", two.commits[0])
    side = two.commit({"side.yaml": "1"})
    assert merge_base(find_repository(two.path), two.commits[1], side) == two.commits[0]


def test_unrelated_histories_have_no_merge_base(two: GitRepository) -> None:
    two.git("checkout", "--quiet", "--orphan", "alone")
    alone = two.commit({"z.yaml": "1"})
    with pytest.raises(RepositoryError, match=r"no common ancestor.*unrelated"):
        merge_base(find_repository(two.path), two.commits[1], alone)


def test_a_shallow_clone_says_how_to_deepen_it(two: GitRepository, tmp_path: Path) -> None:
    two.git("checkout", "--quiet", "-b", "side", two.commits[0])
    side = two.commit({"side.yaml": "1"})
    shallow = two.clone(tmp_path / "shallow", "--depth=1", "--no-single-branch")
    repository = find_repository(shallow.path)
    assert repository.shallow
    with pytest.raises(RepositoryError, match=r"shallow clone.*--unshallow"):
        merge_base(repository, two.commits[1], side)
    for missing in (two.commits[0], "HEAD~1", two.commits[0][:10]):
        with pytest.raises(RepositoryError, match=r"shallow clone.*--unshallow"):
            resolve(repository, missing)
    with pytest.raises(CatalogError, match="names no commit"):
        resolve(repository, "nothing")


def test_the_first_parent_line_shows_a_merge_as_one_step(two: GitRepository) -> None:
    two.git("checkout", "--quiet", "-b", "side")
    two.commit({"side.yaml": "1"})
    two.commit({"side.yaml": "2"})
    two.git("checkout", "--quiet", "main")
    two.commit({"main.yaml": "1"}, message="subject: with colon\n\nbody", author=("Ünal", "u@halden.example"))
    merged = two.merge("side")
    log = list(first_parent_log(find_repository(two.path), "main"))
    assert [commit.id for commit in log] == [merged, two.commits[4], two.commits[1], two.commits[0]]
    assert [change.path for change in log[0].changes] == ["side.yaml"]
    assert (log[1].subject, log[1].author, log[1].email) == ("subject: with colon", "Ünal", "u@halden.example")
    assert log[1].date == datetime.fromtimestamp(FIRST_DATE + 4 * DAY, UTC)
    assert {change.path for change in log[3].changes} == {"a.yaml", "sub/b.yaml"}


def test_the_log_can_be_limited_to_a_folder_and_skips_what_does_not_touch_it(two: GitRepository) -> None:
    limited = list(first_parent_log(find_repository(two.path), "main", "sub"))
    assert [(commit.id, [change.path for change in commit.changes]) for commit in limited] == [
        (two.commits[0], ["sub/b.yaml"])
    ]


def test_commits_without_changes_do_not_shift_the_log(two: GitRepository) -> None:
    two.commit(message=":looks like a change")
    two.commit({"d.yaml": "1"})
    log = list(first_parent_log(find_repository(two.path), "HEAD"))
    assert [len(commit.changes) for commit in log] == [1, 0, 2, 2]
    assert log[1].subject == ":looks like a change"


def test_references_are_branches_remotes_and_tags(two: GitRepository, tmp_path: Path) -> None:
    two.git("tag", "light", "HEAD~1")
    two.git("tag", "-a", "heavy", "-m", "m", "HEAD", GIT_COMMITTER_NAME="n", GIT_COMMITTER_EMAIL="e")
    two.git("tag", "a-blob", "HEAD:a.yaml")
    clone = two.clone(tmp_path / "clone")
    first, second = two.commits
    assert {reference.name: reference.commit for reference in references(find_repository(clone.path))} == {
        "main": second, "origin/main": second, "light": first, "heavy": second,
    }  # fmt: skip


def test_the_default_branch_is_configured_or_the_remotes_or_main_or_the_only_one(
    two: GitRepository, tmp_path: Path
) -> None:
    two.git("branch", "stable")
    repository = find_repository(two.path)
    assert default_branch(repository) == "refs/heads/main"
    assert default_branch(repository, "stable") == "refs/heads/stable"
    two.git("checkout", "--quiet", "stable")
    clone = two.clone(tmp_path / "clone")
    clone.git("checkout", "--quiet", "--detach")
    clone.git("branch", "--quiet", "-D", "stable")
    assert default_branch(find_repository(clone.path)) == "refs/remotes/origin/stable"
    assert default_branch(find_repository(clone.path), "main") == "refs/remotes/origin/main"
    two.git("branch", "--quiet", "-D", "main")
    assert default_branch(repository) == "refs/heads/stable"
    with pytest.raises(UnknownRevision, match="did you mean stable"):
        default_branch(repository, "stabel")


def test_a_detached_head_without_branches_needs_a_configured_branch(two: GitRepository) -> None:
    two.git("checkout", "--quiet", "--detach")
    two.git("branch", "--quiet", "-D", "main")
    with pytest.raises(RepositoryError, match=r"catalog\.yaml"):
        default_branch(find_repository(two.path))


def test_a_repository_of_sha256_objects_is_read(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "long", {"a": "1"}, {"a": "2"}, options=("--object-format=sha256",))
    repository = find_repository(made.path)
    assert repository.object_format == "sha256"
    assert resolve(repository, "HEAD~1") == made.commits[0]
    assert [change.path for change in changed_paths(repository, *made.commits)] == ["a"]
