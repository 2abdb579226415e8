"""Workflows, hooks and the Dockerfile as files; and what must agree between files."""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml

from delivery import ROOT, VERSION, run

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / ".github/actions/lint/action.yml"


def check_schema(name: str, *files: Path) -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{name}", *files)


def test_workflows_are_well_formed():
    assert [file.name for file in WORKFLOWS] == ["ci.yml", "release.yml"]
    check_schema("github-workflows", *WORKFLOWS)
    check_schema("github-actions", ACTION)


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda file: file.name)
def test_actions_of_others_are_fixed_by_hash(file: Path):
    for line in re.findall(r"uses: (.*)", file.read_text()):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def scripts(file: Path) -> "list[str]":
    document = yaml.safe_load(file.read_text())
    jobs = document["jobs"].values() if "jobs" in document else [document["runs"]]
    return [step["run"] for job in jobs for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda file: file.name)
def test_scripts_are_clean(file: Path, tmp_path: Path):
    """And hold no expression: a value that is put into a script can become a command."""
    shellcheck = Path(sys.executable).with_name("shellcheck")
    for number, text in enumerate(scripts(file)):
        assert "${{" not in text
        script = tmp_path / f"{number}.sh"
        # As the runner starts it.
        script.write_text("set -e\n" + text)
        run(shellcheck, "--shell", "bash", "--exclude", "SC2155", script)


def test_continuous_integration_runs_the_same_script():
    assert any(".ci/run" in text for text in scripts(ROOT / ".github/workflows/ci.yml"))


def test_a_release_is_for_all_platforms():
    text = (ROOT / ".github/workflows/release.yml").read_text()
    for words in ["processor: x86_64", "processor: aarch64", "macos-universal", "SHA256SUMS", ".whl"]:
        assert words in text


def test_dockerfile_is_clean():
    hadolint = Path(sys.executable).with_name("hadolint")
    run(hadolint, ROOT / ".github/docker/Dockerfile")


VERSIONED = [
    "README.md", "Sources/DeployLint/DeployLint.docc/Pipelines.md", ".github/actions/lint/action.yml",
    ".github/docker/Dockerfile", "Sources/python/deploylint/__init__.py",
]

MENTIONS = [
    r"deploylint==([\w.]+)", r"deploylint-([\d.]+\d)-linux", r"actions/lint@v([\w.]+)", r"rev: v([\w.]+)",
    r"default: (\d+\.[\w.]+)", r"ARG VERSION=(.+)", r'__version__ = "(.+)"', r"A tag `v([\d.]+)`",
]


@pytest.mark.parametrize("path", VERSIONED)
def test_versions_agree(path: str):
    text = (ROOT / path).read_text()
    found = [version for pattern in MENTIONS for version in re.findall(pattern, text)]
    assert found
    assert set(found) == {VERSION}


def test_the_changelog_names_every_rule(executable: Path):
    """Of a section "Rules", each rule is once under "new", unless it is under "gone" later."""
    rules = {rule["id"] for rule in json.loads(run(executable, "rules", "--format", "json").stdout)}
    present: "set[str]" = set()
    versions = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)[1:]
    for version in reversed(versions):
        section = re.search(r"^### Rules\n(.*?)(?=^### |\Z)", version, re.MULTILINE | re.DOTALL)
        if not section:
            continue
        for kind, ids in re.findall(r"^- (New|Changed|Stable|Gone)\b(.*?)(?=^- |\Z)", section[1], re.MULTILINE | re.DOTALL):
            named = re.findall(r"`([a-z-]+/[a-z0-9-]+)`", ids)
            assert len(named) == len(set(named))
            if kind == "New":
                assert not present & set(named)
                present |= set(named)
            else:
                assert set(named) <= present
            if kind == "Gone":
                present -= set(named)
    assert present == rules
