"""The scripts of the GitHub action, run by bash as a runner does, with a release in a folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from delivery import ARCHIVE, BAD, DIST, GOOD, OTHERS, ROOT, VERSION, both, run, write

ACTION = yaml.safe_load((ROOT / ".github/actions/lint/action.yml").read_text())


class Runner:
    """What stands around a step: inputs, files for the runner, and a place that releases are downloaded from."""

    def __init__(self, folder: Path):
        self.workspace = folder / "workspace"
        self.workspace.mkdir()
        self.releases = folder / "releases"
        shutil.copytree(DIST, self.releases / f"v{VERSION}", ignore=shutil.ignore_patterns(ARCHIVE.name[:-7]))
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.added_paths = write(folder, "path", "")
        # What a runner without deploylint has.
        self.path = os.environ["PATH"]
        self.inputs = {name: value["default"] for name, value in ACTION["inputs"].items()}
        self.inputs["releases"] = f"file://{self.releases}"

    def step(self, number: int) -> subprocess.CompletedProcess[str]:
        step = ACTION["runs"]["steps"][number]
        assert step["shell"] == "bash"
        script = write(self.temporary, "step.sh", step["run"])
        variables = {
            name: re.sub(r"\${{ inputs\.([a-z-]+) }}", lambda match: self.inputs[match[1]], value)
            for name, value in step["env"].items()
        }
        added = ":".join(reversed(self.added_paths.read_text().splitlines()))
        environment = {
            **os.environ, **variables, "RUNNER_TEMP": str(self.temporary), "GITHUB_PATH": str(self.added_paths),
            "PATH": f"{added}:{self.path}" if added else self.path,
        }
        words = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script]
        return run(*words, cwd=self.workspace, env=environment, status=None)

    def lint(self) -> subprocess.CompletedProcess[str]:
        install = self.step(0)
        assert install.returncode == 0, both(install)
        return self.step(1)


@pytest.fixture
def runner(tmp_path: Path):
    yield Runner(tmp_path)
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_good_repository_passes(runner: Runner):
    for name, text in {**OTHERS, "deploy/churn.yaml": GOOD}.items():
        write(runner.workspace, name, text)
    outcome = runner.lint()
    assert outcome.returncode == 0, both(outcome)
    assert "checked 1 request in 1 file" in outcome.stderr


def test_repository_without_a_request_passes_unless_options_say_otherwise(runner: Runner):
    assert runner.lint().returncode == 0
    runner.inputs["args"] = ""
    assert runner.step(1).returncode == 2


def test_bad_request_is_annotated_and_fails(runner: Runner):
    write(runner.workspace, "deploy/churn.yaml", BAD)
    outcome = runner.lint()
    assert outcome.returncode == 1
    assert "::error " in outcome.stdout
    assert "file=deploy/churn.yaml" in outcome.stdout
    assert "line=8" in outcome.stdout


def test_inputs_become_options(runner: Runner):
    write(runner.workspace, "one folder/a.yaml", BAD)
    write(runner.workspace, "b.yaml", BAD)
    write(runner.workspace, "c.yaml", BAD)
    runner.inputs.update({
        "paths": "one folder\nb.yaml\n",
        "format": "compact",
        "fail-level": "never",
        "args": "--skip-unrecognized   --rules sagemaker/canary-too-large=note",
    })
    outcome = runner.lint()
    assert outcome.returncode == 0
    files = {line.split(":")[0] for line in outcome.stdout.splitlines() if "canary-too-large" in line}
    assert files == {"one folder/a.yaml", "b.yaml"}
    assert ": note: " in outcome.stdout


@pytest.mark.parametrize("value", ["$(touch owned)", "`touch owned`", "; touch owned", "' \" \\"])
def test_inputs_are_never_taken_for_commands(runner: Runner, value: str):
    write(runner.workspace, "a.yaml", GOOD)
    runner.inputs.update({"format": "compact", "paths": value, "args": f"--skip-unrecognized {value}"})
    outcome = runner.lint()
    assert outcome.returncode == 2
    assert [file.name for file in runner.workspace.iterdir()] == ["a.yaml"]
    assert "a.yaml" not in outcome.stderr


def test_options_are_split_and_not_expanded(runner: Runner):
    write(runner.workspace, "--version", "")
    runner.inputs.update({"format": "compact", "args": "--skip-unrecognized *"})
    assert f"deploylint {VERSION}" not in runner.lint().stdout


def test_archive_that_was_tampered_with_is_not_unpacked(runner: Runner):
    archive = runner.releases / f"v{VERSION}" / ARCHIVE.name
    archive.write_bytes(archive.read_bytes() + b"x")
    outcome = runner.step(0)
    assert outcome.returncode != 0
    assert "FAILED" in both(outcome)
    assert runner.added_paths.read_text() == ""
    assert list(runner.temporary.rglob("bin")) == []


def test_missing_release_fails_the_step(runner: Runner):
    runner.inputs["version"] = "9.9.9"
    outcome = runner.step(0)
    assert outcome.returncode != 0
    assert runner.added_paths.read_text() == ""


@pytest.mark.parametrize(
    ("system", "machine", "platform"),
    [("Linux", "x86_64", "linux-x86_64"), ("Linux", "aarch64", "linux-aarch64"), ("Darwin", "arm64", "macos-universal")],
)
def test_archive_is_that_of_the_platform(runner: Runner, system: str, machine: str, platform: str):
    tools = runner.temporary / "tools"
    uname = write(tools, "uname", f'#!/bin/sh\ncase $1 in -s) echo {system} ;; -m) echo {machine} ;; esac\n')
    uname.chmod(0o755)
    runner.path = f"{tools}:{runner.path}"
    folder = runner.releases / f"v{VERSION}"
    archive = folder / f"deploylint-{VERSION}-{platform}.tar.gz"
    if not archive.exists():
        (folder / ARCHIVE.name).rename(archive)
        run("sh", "-c", "sha256sum *.tar.gz > SHA256SUMS", cwd=folder)
    outcome = runner.step(0)
    assert outcome.returncode == 0, both(outcome)
    assert (Path(runner.added_paths.read_text().strip()) / "deploylint").is_file()


def test_platform_without_an_executable_is_named(runner: Runner):
    tools = runner.temporary / "tools"
    write(tools, "uname", '#!/bin/sh\ncase $1 in -s) echo Plan9 ;; -m) echo mips ;; esac\n').chmod(0o755)
    runner.path = f"{tools}:{runner.path}"
    outcome = runner.step(0)
    assert outcome.returncode == 2
    assert "::error::deploylint has no executable for Plan9 on mips" in outcome.stdout
