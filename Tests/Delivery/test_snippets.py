"""The samples for pipelines: each script is run by bash, on a repository that passes and on one that fails."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml

from delivery import BAD, BAD_RULE, GOOD, OTHERS, both, environment, git, repository, run, samples, write

README = "README.md"
PIPELINES = "Sources/DeployLint/DeployLint.docc/Pipelines.md"


@pytest.fixture
def around(work: Path) -> dict[str, str]:
    """A clean Python, as in an image, in which pip finds the wheel of the release."""
    venv = work.parent / "venv"
    run(sys.executable, "-m", "venv", venv)
    temporary = work.parent / "workspace-temporary"
    temporary.mkdir()
    path = f"{venv / 'bin'}:{os.environ['PATH']}"
    return environment(PATH=path, VIRTUAL_ENV=str(venv), WORKSPACE_TMP=str(temporary))


def bash(script: str, folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run("bash", "-e", "-o", "pipefail", "-c", script, cwd=folder, env=variables, status=None)


def schema(name: str, text: str, folder: Path, ending: str = "yaml") -> None:
    file = write(folder.parent, f"sample.{ending}", text)
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{name}", file)


def passes(script: str, folder: Path, variables: dict[str, str]) -> None:
    repository(folder, {**OTHERS, "deploy/churn.yaml": GOOD})
    outcome = bash(script, folder, variables)
    assert outcome.returncode == 0, both(outcome)
    assert "checked 1 request in 1 file" in both(outcome)


def fails(script: str, folder: Path, variables: dict[str, str]) -> str:
    write(folder, "deploy/churn.yaml", BAD)
    outcome = bash(script, folder, variables)
    assert outcome.returncode == 1, both(outcome)
    return both(outcome)


def test_shell(work: Path, around: dict[str, str]):
    [script] = samples(README, "shell")
    passes(script, work, around)
    assert BAD_RULE in fails(script, work, around)


def test_gitlab(work: Path, around: dict[str, str]):
    [text] = samples(PIPELINES, "gitlab")
    schema("gitlab-ci", text, work)
    job = yaml.safe_load(text)["deploylint"]
    script = "\n".join(job["script"])
    report = work / job["artifacts"]["reports"]["codequality"]
    passes(script, work, around)
    assert json.loads(report.read_text()) == []
    assert BAD_RULE in fails(script, work, around)
    findings = json.loads(report.read_text())
    assert (BAD_RULE, "deploy/churn.yaml") in [(item["check_name"], item["location"]["path"]) for item in findings]


def test_jenkins(work: Path, around: dict[str, str]):
    [text] = samples(PIPELINES, "jenkins")
    [script] = re.findall(r"sh '''\n(.*?)'''", text, re.DOTALL)
    [report] = re.findall(r"junit testResults: '([^']+)'", text)
    passes(script, work, around)
    assert ElementTree.parse(work / report).findall(".//failure") == []
    assert BAD_RULE in fails(script, work, around)
    assert BAD_RULE in (work / report).read_text()
    assert ElementTree.parse(work / report).findall(".//failure") != []


def test_azure(work: Path, around: dict[str, str]):
    [text] = samples(PIPELINES, "azure")
    schema("azure-pipelines", text, work)
    steps = yaml.safe_load(text)["steps"]
    [script] = [step["bash"] for step in steps if "bash" in step]
    [report] = [step["inputs"]["testResultsFiles"] for step in steps if step.get("task") == "PublishTestResults@2"]
    passes(script, work, around)
    assert ElementTree.parse(work / report).findall(".//failure") == []
    assert BAD_RULE in fails(script, work, around)
    assert BAD_RULE in (work / report).read_text()
    assert ElementTree.parse(work / report).findall(".//failure") != []


def test_code_scanning(work: Path, around: dict[str, str]):
    [text] = [text for text in samples(PIPELINES, "workflow") if "upload-sarif" in text]
    steps = yaml.safe_load(text)["jobs"]["deploylint"]["steps"]
    script = "\n".join(step["run"] for step in steps if "run" in step)
    [report] = [work / step["with"]["sarif_file"] for step in steps if "sarif_file" in step.get("with", {})]
    repository(work, {**OTHERS, "deploy/churn.yaml": GOOD})
    outcome = bash(script, work, around)
    assert outcome.returncode == 0, both(outcome)
    assert json.loads(report.read_text())["runs"][0]["results"] == []
    fails(script, work, around)
    results = json.loads(report.read_text())["runs"][0]["results"]
    assert BAD_RULE in [result["ruleId"] for result in results]


@pytest.mark.parametrize("path", [README, PIPELINES])
def test_workflows_are_well_formed(path: str, work: Path):
    for text in samples(path, "workflow"):
        schema("github-workflows", text, work)


@pytest.mark.parametrize("path", [README, PIPELINES])
def test_only_what_has_changed(path: str, work: Path, around: dict[str, str], executable: Path):
    [script] = samples(path, "changed")
    variables = {**around, "PATH": f"{executable.parent}:{around['PATH']}"}
    repository(work, {"old.yaml": BAD, "gone.yaml": BAD, "good.yaml": GOOD})
    git(work, "update-ref", "refs/remotes/origin/main", "HEAD")

    # Nothing has changed, and nothing is wrong.
    outcome = bash(script, work, variables)
    assert outcome.returncode == 0, both(outcome)

    git(work, "rm", "--quiet", "gone.yaml")
    write(work, "odd\nnäme 1.yaml", BAD)
    write(work, "deploy.py", BAD)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Two")
    outcome = bash(script, work, variables)
    assert outcome.returncode == 1, both(outcome)
    assert set(re.findall(r"--> (.*):\d+:\d+\n", both(outcome))) == {"odd\\nnäme 1.yaml"}


@pytest.mark.parametrize(
    ("names", "separator"),
    [(["a.yaml", "b c.yaml"], "\n"), (["a.yaml", "b c.yaml"], "\r\n"), (["a.yaml", "b\nc.yaml"], "\0")],
)
@pytest.mark.parametrize("ends", [True, False])
def test_list_of_files(work: Path, executable: Path, names: list[str], separator: str, ends: bool):
    for name in [*names, "other.yaml"]:
        write(work, name, BAD)
    text = separator.join(names) + (separator if ends else "")
    words = [executable, "check", "--format", "json", "--files-from"]
    outcome = run(*words, "-", cwd=work, input=text, status=1)
    files = [finding["file"] for finding in json.loads(outcome.stdout)["diagnostics"]]
    assert list(dict.fromkeys(files)) == names
    (work.parent / "list").write_bytes(text.encode())
    assert run(*words, work.parent / "list", cwd=work, status=1).stdout == outcome.stdout
