from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalog.errors import (
    CatalogError,
    LimitExceeded,
    RepositoryError,
    UnknownName,
    UnreadableDocument,
    UsageError,
)
from catalog.repository.tree import WORKTREE, Tree, blob_id, open_source, open_tree
from tests.builders.git import GitRepository, Link, git_repository

CATALOG = {
    "README.md": "top",
    "contracts/catalog.yaml": "name: x\n",
    "contracts/services/a/service.yaml": "layer: process\n",
    "contracts/services/a/a/openapi.yaml": "openapi: 3.1.0\n",
    "shared/money.yaml": "type: object\n",
}
KINDS = ("commit", "worktree", "folder")


def tree_of(kind: str, made: GitRepository) -> Tree:
    """The same files as a commit, as uncommitted work, or as a folder without Git."""
    if kind == "commit":
        return open_tree(made.path, made.commit())
    if kind == "folder":
        (made.path / ".git").rename(made.path.parent / f"{made.path.name}-git")
    return open_tree(made.path, WORKTREE)


@pytest.fixture
def catalog(tmp_path: Path) -> GitRepository:
    return git_repository(tmp_path / "catalog", CATALOG)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_tree_lists_and_reads_the_same(kind: str, catalog: GitRepository) -> None:
    tree = tree_of(kind, catalog)
    assert tree.paths() == tuple(sorted(CATALOG))
    assert tree.paths("contracts/services") == tuple(sorted(p for p in CATALOG if p.startswith("contracts/services")))
    assert tree.paths("contracts/service") == ()
    blob = tree.read("shared/money.yaml")
    assert (blob.path, blob.data, blob.blob_id) == ("shared/money.yaml", b"type: object\n", blob_id(b"type: object\n"))
    assert tree.blob_id("shared/money.yaml") == blob.blob_id
    assert [blob.data.decode() for blob in tree.read_many(tree.paths())] == [CATALOG[path] for path in sorted(CATALOG)]
    assert tree.oddities() == ()
    tree.close()
    assert tree.read("README.md").data == b"top"


def test_blob_ids_are_gits(catalog: GitRepository) -> None:
    assert blob_id(b"name: x\n") == catalog.git("rev-parse", "HEAD:contracts/catalog.yaml")
    assert open_tree(catalog.path, WORKTREE).blob_id("README.md") == catalog.git("hash-object", "README.md")


def test_blob_ids_of_a_sha256_repository_are_gits(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "long", {"a": "1"}, options=("--object-format=sha256",))
    assert open_tree(made.path, WORKTREE).blob_id("a") == open_tree(made.path, "HEAD").blob_id("a")


@pytest.mark.parametrize("revision", ["HEAD", WORKTREE])
@pytest.mark.parametrize("start", ["", "contracts", "contracts/services/a"])
def test_the_catalog_is_found_here_in_contracts_or_above(revision: str, start: str, catalog: GitRepository) -> None:
    assert open_tree(catalog.path / start, revision).catalog_root == "contracts"


def test_without_git_the_catalog_is_found_here_or_in_contracts(catalog: GitRepository) -> None:
    assert tree_of("folder", catalog).catalog_root == "contracts"
    assert open_tree(catalog.path / "contracts").catalog_root == ""


def test_a_catalog_may_stand_at_the_top_or_in_a_sub_folder(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "top", {"catalog.yaml": "name: x\n", "apis/catalog.yaml": "name: y\n"})
    assert open_tree(made.path, "HEAD").catalog_root == ""
    assert open_tree(made.path / "apis", "HEAD").catalog_root == "apis"


@pytest.mark.parametrize("kind", KINDS)
def test_no_catalog_is_said_with_what_to_do(kind: str, tmp_path: Path) -> None:
    tree = tree_of(kind, git_repository(tmp_path / "none", {"a.yaml": "1"}))
    with pytest.raises(UsageError, match="treaty init"):
        _ = tree.catalog_root
    assert tree.read("a.yaml").data == b"1"


def test_any_revision_is_read_without_a_work_tree(catalog: GitRepository, tmp_path: Path) -> None:
    catalog.commit({"README.md": "changed", "new.yaml": "1"})
    bare = catalog.clone(tmp_path / "bare.git", "--bare")
    source = open_source(bare.path)
    old, new = source.tree("HEAD~1"), source.tree()
    assert (old.revision, new.revision) == tuple(catalog.commits)
    assert (old.read("README.md").data, new.read("README.md").data) == (b"top", b"changed")
    assert "new.yaml" not in old.paths()
    with pytest.raises(RepositoryError, match="bare repository has no uncommitted work"):
        source.tree(WORKTREE)
    assert source.objects is not None
    assert source.objects.started == 1
    source.close()


def test_a_linked_work_tree_shows_its_own_uncommitted_work(catalog: GitRepository, tmp_path: Path) -> None:
    catalog.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    (tmp_path / "linked" / "README.md").write_text("linked")
    assert open_tree(tmp_path / "linked").read("README.md").data == b"linked"
    assert open_tree(catalog.path).read("README.md").data == b"top"


def test_uncommitted_work_is_what_git_would_track(catalog: GitRepository) -> None:
    catalog.write(
        {
            ".gitignore": "ignored*\n",
            "ignored.yaml": "1",
            "new/untracked.yaml": "1",
            "README.md": None,
            "staged.yaml": "1",
            "contracts/catalog.yaml": "name: changed\n",
        }
    )
    catalog.git("add", "staged.yaml")
    git_repository(catalog.path / "nested", {"inner.yaml": "1"})
    tree = open_tree(catalog.path)
    expected = {*CATALOG, ".gitignore", "new/untracked.yaml", "staged.yaml"} - {"README.md"}
    assert tree.paths() == tuple(sorted(expected))
    assert tree.read("contracts/catalog.yaml").data == b"name: changed\n"
    for path in ("ignored.yaml", "README.md", ".git/config", "nested/inner.yaml"):
        with pytest.raises(UnknownName):
            tree.read(path)


def test_an_empty_repository_has_uncommitted_work_only(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "empty")
    made.write({"catalog.yaml": "name: x\n"})
    assert open_tree(made.path).paths() == ("catalog.yaml",)
    with pytest.raises(RepositoryError, match="no commit yet"):
        open_tree(made.path, "HEAD")


def test_a_folder_without_git_says_that_it_has_no_history(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("1")
    (tmp_path / ".hidden").write_text("1")
    tree = open_tree(tmp_path)
    assert tree.repository is None
    assert tree.note == "not a Git repository: there are no revisions, releases or authors"
    assert tree.paths() == ("a.yaml",)
    with pytest.raises(RepositoryError, match="git init"):
        open_tree(tmp_path, "HEAD")


LINKS = {
    "real/doc.yaml": "content",
    "file-link.yaml": Link("real/doc.yaml"),
    "deep/up.yaml": Link("../real/doc.yaml"),
    "deep/round.yaml": Link("../deep/./../file-link.yaml"),
    "folder-link": Link("real"),
    "dangling.yaml": Link("nowhere.yaml"),
    "absolute.yaml": Link("/etc/passwd"),
    "escaping.yaml": Link("../../../../../../etc/passwd"),
    "sly.yaml": Link("folder-link/../../outside.yaml"),
    "loop-a": Link("loop-b"),
    "loop-b": Link("loop-a"),
    "self": Link("self"),
}
GOOD_LINKS = {"deep/round.yaml", "deep/up.yaml", "file-link.yaml"}
BAD_LINKS = {"absolute.yaml", "escaping.yaml", "sly.yaml", "loop-a", "loop-b", "self", "dangling.yaml"}


@pytest.mark.parametrize("kind", KINDS)
def test_links_are_followed_inside_the_tree_and_never_out_of_it(kind: str, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("secret")
    tree = tree_of(kind, git_repository(tmp_path / "links", LINKS))  # type: ignore[arg-type]
    assert set(tree.paths()) == GOOD_LINKS | {"real/doc.yaml"}
    for path in (*GOOD_LINKS, "folder-link/doc.yaml", "./real/../real//doc.yaml"):
        assert tree.read(path).data == b"content"
    for path in BAD_LINKS - {"dangling.yaml"}:
        with pytest.raises(UnreadableDocument, match=r"leads out of the tree|circle"):
            tree.read(path)
    with pytest.raises(UnknownName, match="no such file"):
        tree.read("dangling.yaml")
    assert {oddity.path for oddity in tree.oddities()} == BAD_LINKS
    assert all(oddity.hint for oddity in tree.oddities())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ["../outside.yaml", "/etc/passwd", "real/../../outside.yaml", "a/../../outside.yaml"])
def test_no_path_leads_out_of_the_tree(kind: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("secret")
    tree = tree_of(kind, git_repository(tmp_path / "links", {"real/doc.yaml": "1"}))
    with pytest.raises(UnreadableDocument, match="leads out of the tree"):
        tree.read(path)


def test_a_tracked_folder_replaced_by_a_link_is_not_followed(catalog: GitRepository, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "money.yaml").write_text("secret")
    catalog.write({"shared/money.yaml": None})
    (catalog.path / "shared").rmdir()
    os.symlink(tmp_path / "elsewhere", catalog.path / "shared")
    tree = open_tree(catalog.path)
    assert "shared/money.yaml" not in tree.paths()
    with pytest.raises(CatalogError):
        tree.read("shared/money.yaml")


def test_a_pipe_is_no_file_and_does_not_block(catalog: GitRepository) -> None:
    os.mkfifo(catalog.path / "pipe.yaml")
    assert "pipe.yaml" not in open_tree(catalog.path).paths()


def test_an_unreadable_file_is_said(catalog: GitRepository) -> None:
    if os.getuid() == 0:
        pytest.skip("root may read everything")
    (catalog.path / "README.md").chmod(0)
    with pytest.raises(RepositoryError, match="Permission denied"):
        open_tree(catalog.path).read("README.md")


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4" * 64 + "\nsize 12345\n"


@pytest.mark.parametrize("kind", KINDS)
def test_an_lfs_pointer_is_not_taken_for_a_document(kind: str, tmp_path: Path) -> None:
    tree = tree_of(kind, git_repository(tmp_path / "lfs", {"big.yaml": POINTER, "fine.yaml": f"x: {POINTER}"}))
    with pytest.raises(UnreadableDocument, match=r"LFS.*git lfs untrack"):
        tree.read("big.yaml")
    with pytest.raises(UnreadableDocument, match="LFS"):
        list(tree.read_many(["fine.yaml", "big.yaml"]))
    assert tree.read("fine.yaml").data.startswith(b"x:")


@pytest.mark.parametrize("kind", ["commit", "worktree"])
def test_a_submodule_is_named(kind: str, tmp_path: Path) -> None:
    inner = git_repository(tmp_path / "inner", {"openapi.yaml": "1"})
    outer = git_repository(tmp_path / "outer", {"a.yaml": "1", "into.yaml": Link("sub/openapi.yaml")})
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.path), "sub")
    tree = tree_of(kind, outer)
    assert tree.paths() == (".gitmodules", "a.yaml")
    for path in ("sub/openapi.yaml", "sub", "into.yaml"):
        with pytest.raises(RepositoryError, match=r"submodule.*--catalog"):
            tree.read(path)
    assert {(oddity.rule, oddity.path) for oddity in tree.oddities()} == {
        ("submodule", "sub"), ("symlink-unusable", "into.yaml"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_odd_names_are_read_and_those_that_are_not_utf8_are_told(kind: str, tmp_path: Path) -> None:
    names = ['quote".yaml', "new\nline.yaml", "-dash.yaml", " space .yaml", "umlaut-ü.yaml", "back\\slash", "*", ":x"]
    files: dict[str | bytes, str] = {name: name for name in names}
    files[b"latin-\xfc.yaml"] = "latin"
    tree = tree_of(kind, git_repository(tmp_path / "odd", files))  # type: ignore[arg-type]
    assert set(tree.paths()) == set(names)
    assert all(tree.read(name).data.decode() == name for name in names)
    (oddity,) = tree.oddities()
    assert (oddity.rule, oddity.path) == ("path-not-utf-8", "latin-\\xfc.yaml")


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_file_gets_the_name_that_was_meant(kind: str, catalog: GitRepository) -> None:
    tree = tree_of(kind, catalog)
    with pytest.raises(UnknownName, match=r"did you mean shared/money\.yaml"):
        tree.read("shared/mony.yaml")
    with pytest.raises(UnreadableDocument, match="is a folder"):
        tree.read("contracts/services")


def test_four_processes_find_list_and_read_a_catalog_whatever_its_size(
    catalog: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    started: list[tuple[str, ...]] = []
    start = subprocess.Popen.__init__

    def counted(self: subprocess.Popen[bytes], command: tuple[str, ...], *rest: object, **named: object) -> None:
        started.append(command)
        start(self, command, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    tree = open_tree(catalog.path, "HEAD")
    list(tree.read_many(tree.paths(tree.catalog_root)))
    tree.close()
    questions = [next(word for word in command if word in {"rev-parse", "ls-tree", "cat-file"}) for command in started]
    assert questions == ["rev-parse", "rev-parse", "cat-file", "ls-tree"]


@pytest.mark.parametrize("kind", ["worktree", "folder"])
def test_a_huge_file_on_disk_is_not_read(kind: str, catalog: GitRepository) -> None:
    with (catalog.path / "huge.yaml").open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(LimitExceeded, match=r"huge\.yaml: the file is larger than"):
        tree_of(kind, catalog).read("huge.yaml")


def test_a_damaged_repository_is_no_plain_folder(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "one", {"contracts/catalog.yaml": "name: x\n"})
    (repository.path / ".git/HEAD").write_text("nonsense\n")
    with pytest.raises(RepositoryError, match="Git cannot read the repository"):
        open_tree(repository.path)
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / ".git").write_text("gitdir: /nowhere\n")
    with pytest.raises(RepositoryError, match="Git cannot read the repository"):
        open_tree(moved)
