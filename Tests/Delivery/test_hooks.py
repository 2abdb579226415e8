"""pre-commit, with real commits."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from delivery import BAD, BAD_RULE, DIST, GOOD, OTHERS, ROOT, VERSION, both, git, repository, run, samples, write

PRE_COMMIT = (sys.executable, "-m", "pre_commit")
ARGUMENTS = ["--skip-unrecognized", "--fail-level", "warning"]

# Accepted by AWS, and likely wrong.
WARNED = GOOD + (
    "DeploymentConfig:\n  BlueGreenUpdatePolicy:\n    TrafficRoutingConfiguration:\n"
    "      {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}\n"
    "  AutoRollbackConfiguration:\n    Alarms: [{AlarmName: churn-5xx}, {AlarmName: churn-5xx}]\n"
)


class Hooked:
    """A repository in which pre-commit is installed."""

    def __init__(self, folder: Path, configuration: str, variables: "dict[str, str]"):
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PRE_COMMIT_HOME": str(folder.parent / "cache"),
            **variables,
        }
        repository(folder, {".pre-commit-config.yaml": configuration})
        run(*PRE_COMMIT, "validate-config", ".pre-commit-config.yaml", cwd=folder)
        run(*PRE_COMMIT, "install", "--install-hooks", cwd=folder, env=self.environment)

    def commit(self, files: "dict[str, str]") -> "subprocess.CompletedProcess[str]":
        """Commits these files; what was not committed is taken back."""
        for name, text in files.items():
            write(self.folder, name, text)
        git(self.folder, "add", "--all")
        words = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--message", "More"]
        outcome = run(*words, cwd=self.folder, env=self.environment, status=None)
        git(self.folder, "reset", "--hard", "--quiet", "HEAD")
        return outcome


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> "dict[str, str]":
    """The variables that make git find this project, with a tag, where the README says that it is hosted."""
    folder = tmp_path_factory.mktemp("hosted") / "deploylint"
    run("git", "clone", "--quiet", ROOT, folder)
    git(folder, "tag", "--force", f"v{VERSION}")
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{folder}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/OWNER/deploylint",
    }


@pytest.fixture(scope="module")
def wheel_hook(tmp_path_factory: pytest.TempPathFactory) -> Hooked:
    links = f"{DIST} {os.environ.get('PIP_FIND_LINKS', '')}".strip()
    folder = tmp_path_factory.mktemp("wheel") / "repository"
    return Hooked(folder, samples("README.md", "pre-commit")[0], {"PIP_FIND_LINKS": links})


@pytest.fixture(scope="module")
def system_hook(tmp_path_factory: pytest.TempPathFactory, hosted: "dict[str, str]", executable: Path) -> Hooked:
    path = {"PATH": f"{executable.parent}:{os.environ['PATH']}"}
    folder = tmp_path_factory.mktemp("system") / "repository"
    return Hooked(folder, samples("README.md", "pre-commit hooks")[0], {**hosted, **path})


@pytest.fixture(params=["wheel_hook", "system_hook"])
def hook(request: pytest.FixtureRequest) -> Hooked:
    return request.getfixturevalue(request.param)


def test_bad_request_blocks_the_commit(hook: Hooked):
    outcome = hook.commit({"deploy/churn.yaml": BAD})
    assert outcome.returncode == 1
    assert BAD_RULE in both(outcome)
    assert "deploy/churn.yaml:8:" in both(outcome)
    assert not (hook.folder / "deploy").exists()


def test_warning_blocks_the_commit(hook: Hooked):
    outcome = hook.commit({"deploy/churn.yaml": WARNED})
    assert outcome.returncode == 1
    assert "warning[" in both(outcome)


def test_bad_request_blocks_beside_good_ones_and_templates(hook: Hooked):
    outcome = hook.commit({**OTHERS, "good.yaml": GOOD, "bad.json": '{"EndpointName": "churn_1", "EndpointConfigName": "churn"}\n'})
    assert outcome.returncode == 1
    assert set(re.findall(r"--> ([^:]+):", both(outcome))) == {"bad.json"}


def test_good_request_passes(hook: Hooked):
    outcome = hook.commit({"deploy/churn.yaml": GOOD})
    assert outcome.returncode == 0, both(outcome)
    assert "Passed" in both(outcome)


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_other_peoples_file_passes(hook: Hooked, name: str):
    outcome = hook.commit({name: OTHERS[name]})
    assert outcome.returncode == 0, both(outcome)
    assert "Passed" in both(outcome)


def test_files_of_other_kinds_are_not_looked_at(hook: Hooked):
    outcome = hook.commit({"deploy.py": "client.create_endpoint(EndpointName='churn_1')\n", "notes.md": BAD})
    assert outcome.returncode == 0, both(outcome)
    assert "no files to check" in both(outcome)


def test_hook_that_is_built_from_source(tmp_path: Path, hosted: "dict[str, str]"):
    sample = samples("README.md", "pre-commit hooks")[0]
    configuration = re.sub(r"- id: deploylint .*\n *# id: deploylint-swift .*", "- id: deploylint-swift", sample)
    assert "id: deploylint-swift" in configuration
    hook = Hooked(tmp_path / "repository", configuration, hosted)
    bad = hook.commit({"churn.yaml": BAD})
    assert bad.returncode == 1
    assert BAD_RULE in both(bad)
    good = hook.commit({**OTHERS, "churn.yaml": GOOD})
    assert good.returncode == 0, both(good)


def test_hooks_are_declared_as_the_readme_says():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [(hook["id"], hook["language"], hook["args"]) for hook in hooks] == [
        ("deploylint", "system", ARGUMENTS), ("deploylint-swift", "swift", ARGUMENTS)
    ]
    sample = yaml.safe_load(samples("README.md", "pre-commit")[0])["repos"][0]["hooks"][0]
    for hook in hooks:
        same = ["entry", "args", "files", "require_serial"]
        assert [hook[key] for key in same] == [sample[key] for key in same]
    assert sample["additional_dependencies"] == [f"deploylint=={VERSION}"]
    run(*PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
