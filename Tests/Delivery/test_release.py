"""The archive of a release."""

import hashlib
import os
import re
import shutil
import stat
import sys
import tarfile
from pathlib import Path

import pytest

from delivery import ARCHIVE, BAD, BAD_RULE, DIST, GOOD, RELEASE, ROOT, VERSION, both, run

FILES = {
    "bin/deploylint": 0o755,
    "share/bash-completion/completions/deploylint": 0o644,
    "share/doc/deploylint/CHANGELOG.md": 0o644,
    "share/doc/deploylint/LICENSE": 0o644,
    "share/doc/deploylint/README.md": 0o644,
    "share/fish/vendor_completions.d/deploylint.fish": 0o644,
    "share/man/man1/deploylint.1": 0o644,
    "share/zsh/site-functions/_deploylint": 0o644,
}


def test_archive_holds_the_executable_and_what_goes_with_it(unpacked: Path):
    found = {
        str(file.relative_to(unpacked)): stat.S_IMODE(file.stat().st_mode)
        for file in unpacked.rglob("*")
        if file.is_file()
    }
    assert found == FILES


def test_archive_tells_nothing_of_who_made_it_and_when():
    with tarfile.open(ARCHIVE) as archive:
        members = archive.getmembers()
    assert {(member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, "", "")}
    assert len({member.mtime for member in members}) == 1
    assert [member.name for member in members] == sorted(member.name for member in members)
    assert ARCHIVE.read_bytes()[4:8] == b"\0\0\0\0"


def package(output: Path, **variables: str) -> dict[str, str]:
    output.mkdir()
    run(
        sys.executable, ROOT / "Sources/python/package.py", "--version", VERSION, "--platform",
        RELEASE.name.removeprefix(f"deploylint-{VERSION}-"), "--root", RELEASE, "--output", output,
        env={**os.environ, **variables},
    )
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in output.iterdir()}


def test_same_executable_gives_the_same_bytes(tmp_path: Path):
    first = package(tmp_path / "1", SOURCE_DATE_EPOCH="1700000000")
    assert package(tmp_path / "2", SOURCE_DATE_EPOCH="1700000000") == first
    later = package(tmp_path / "3", SOURCE_DATE_EPOCH="1800000000")
    assert set(later) == set(first)
    assert all(later[name] != first[name] for name in first)


def test_checksums_are_those_of_the_files():
    outcome = run("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=DIST)
    assert len(outcome.stdout.splitlines()) == 2


def test_packing_refuses_an_executable_that_needs_libraries(tmp_path: Path):
    root = tmp_path / "root"
    (root / "bin").mkdir(parents=True)
    shutil.copy("/bin/true", root / "bin" / "deploylint")
    outcome = run(
        sys.executable, ROOT / "Sources/python/package.py", "--version", VERSION, "--platform",
        RELEASE.name.removeprefix(f"deploylint-{VERSION}-"), "--root", root, "--output", tmp_path, status=1,
    )
    assert "not fully static" in outcome.stderr
    other = "linux-aarch64" if os.uname().machine == "x86_64" else "linux-x86_64"
    outcome = run(
        sys.executable, ROOT / "Sources/python/package.py", "--version", VERSION, "--platform", other, "--root", root,
        "--output", tmp_path, status=1,
    )
    assert "another processor" in outcome.stderr


def in_empty_root(root: Path, *words: str, status: int = 0, text: str = ""):
    """Runs a program in a root of its own, in which nothing is mounted but /proc."""
    namespaces = ["--mount", "--pid", "--fork"]
    if os.geteuid() != 0:
        namespaces += ["--user", "--map-root-user"]
    (root / "proc").mkdir(exist_ok=True)
    script = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
    return run("unshare", *namespaces, "sh", "-c", script, root, *words, status=status, input=text)


def test_executable_runs_in_an_empty_root(executable: Path, tmp_path: Path):
    shutil.copy(executable, tmp_path / "deploylint")
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text(BAD)
    assert sorted(os.listdir(tmp_path)) == ["bad.yaml", "deploylint", "good.yaml"]

    version = in_empty_root(tmp_path, "/deploylint", "--version")
    assert version.stdout.startswith(f"deploylint {VERSION}\n")
    assert in_empty_root(tmp_path, "/deploylint", "check", "/good.yaml").stdout == ""
    assert BAD_RULE in in_empty_root(tmp_path, "/deploylint", "check", "/bad.yaml", status=1).stdout
    assert BAD_RULE in in_empty_root(tmp_path, "/deploylint", "check", "-", status=1, text=BAD).stdout
    assert "fails (AlarmList)" in in_empty_root(tmp_path, "/deploylint", "explain", "sagemaker/duplicate-alarm").stdout


# The manual page


@pytest.fixture(scope="module")
def page(unpacked: Path) -> Path:
    return unpacked / "share/man/man1/deploylint.1"


def test_manual_page_is_well_formed(page: Path):
    outcome = run("mandoc", "-T", "lint", "-W", "warning", page, status=None)
    # A date would make each day's page another one.
    remarks = [line for line in both(outcome).splitlines() if "missing date" not in line]
    assert remarks == []
    assert run("groff", "-man", "-Tutf8", "-ww", page).stderr == ""


def test_manual_page_has_all_commands_and_options(page: Path, executable: Path):
    text = run("mandoc", "-T", "ascii", "-O", "width=200", page).stdout
    text = re.sub(".\b", "", text)
    commands = re.findall(r"^  ([a-z-]+) {2,}", run(executable, "--help").stdout.split("SUBCOMMANDS:")[1], re.MULTILINE)
    assert len(commands) >= 7
    for command in commands:
        if command == "help":
            continue
        section = text.split(f"\n   deploylint {command}\n")[1]
        for option in re.findall(r"^  (--[a-z-]+)", run(executable, command, "--help").stdout, re.MULTILINE):
            assert f" {option}" in section, f"{command} {option}"
    assert "EXIT STATUS" in text
