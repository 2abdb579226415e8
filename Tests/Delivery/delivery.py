"""What the tests of this folder share: places, processes, and repositories to try things on."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = Path(os.environ.get("DEPLOYLINT_DIST", ROOT / ".build" / "dist"))
VERSION = re.search(r'version = "(.+)"', next((ROOT / "Sources").rglob("Tool.swift")).read_text()).group(1)
ARCHIVE = DIST / f"deploylint-{VERSION}-linux-{os.uname().machine}.tar.gz"
RELEASE = ARCHIVE.with_name(ARCHIVE.name.removesuffix(".tar.gz"))

GOOD = "EndpointName: churn\nEndpointConfigName: churn-config-2024-06-01\n"

# An error, and so blocked at any level.
BAD = (
    GOOD + "DeploymentConfig:\n  BlueGreenUpdatePolicy:\n    TrafficRoutingConfiguration:\n      Type: CANARY\n"
    "      WaitIntervalInSeconds: 300\n      CanarySize: {Type: CAPACITY_PERCENT, Value: 60}\n"
)
BAD_RULE = "sagemaker/canary-too-large"

# What nobody wants to hear about.
OTHERS = {
    "chart/Chart.yaml": "apiVersion: v2\nname: churn\nversion: 1.0.0\n",
    "chart/values.yaml": "endpoint:\n  name: churn\n  config: churn-config\n",
    "chart/templates/service.yaml": (
        "{{- if .Values.enabled }}\napiVersion: v1\nkind: Service\nmetadata:\n"
        '  name: {{ include "churn.fullname" . }}\n  labels:\n    {{- include "churn.labels" . | nindent 4 }}\n'
        "{{- end }}\n"
    ),
    "chart/templates/endpoint.yaml": (
        "{{- range .Values.endpoints }}\n---\napiVersion: sagemaker.services.k8s.aws/v1alpha1\nkind: Endpoint\n"
        "metadata:\n  name: {{ .name }}\nspec:\n  endpointName: {{ .name }}\n"
        "  endpointConfigName: {{ .config | quote }}\n{{- end }}\n"
    ),
    "chart/templates/plain.yaml": (
        "apiVersion: sagemaker.services.k8s.aws/v1alpha1\nkind: Endpoint\nmetadata:\n  name: {{ .Release.Name }}\n"
        "spec:\n  endpointName: {{ .Values.endpoint.name }}\n  endpointConfigName: {{ .Values.endpoint.config }}\n"
    ),
    "jinja/site.yaml": (
        "{% set replicas = 3 %}\nservice:\n{% for name in names %}\n  - name: {{ name }}\n{% endfor %}\n"
    ),
    "jinja/endpoint.yaml": (
        "EndpointName: {{ name }}\nEndpointConfigName: {{ name }}-config\n{% if tags %}\nTags:\n"
        "{% for key, value in tags.items() %}\n  - {Key: {{ key }}, Value: {{ value }}}\n{% endfor %}\n{% endif %}\n"
    ),
    "jinja/endpoint.json": '{"EndpointName": {{ name | tojson }}, "EndpointConfigName": "churn-config"}\n',
    "tsconfig.json": (
        '{\n  // The client sends "EndpointName".\n  "compilerOptions": {\n    "strict": true, /* always */\n'
        '    "target": "es2022",\n  },\n}\n'
    ),
    "docker-compose.yml": (
        "services:\n  web:\n    image: churn:latest\n    command: [serve, --port, '80']\n    environment:\n"
        "      - EndpointName=${ENDPOINT_NAME:-churn}\n      - DEBUG\n    ports: ['8080:80']\n"
    ),
    ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.ref }}\n",
    "broken.yaml": "a: [1, 2\nb: '\n",
}


def run(*words: str | Path, status: int | None = 0, **options) -> subprocess.CompletedProcess[str]:
    """Runs a program; its status must be the one that is expected, `None` for any."""
    outcome = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, **{"timeout": 1800, **options}
    )
    if status is not None:
        assert outcome.returncode == status, f"{words} ended with {outcome.returncode}\n{both(outcome)}"
    return outcome


def both(outcome: subprocess.CompletedProcess[str]) -> str:
    return outcome.stdout + outcome.stderr


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def git(folder: Path, *words: str, **options) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return run("git", *identity, *words, cwd=folder, **options).stdout


def repository(folder: Path, files: dict[str, str]) -> Path:
    """A repository with one commit of these files."""
    for name, text in files.items():
        write(folder, name, text)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "One")
    return folder


def environment(**variables: str) -> dict[str, str]:
    """This one, in which pip finds the wheel of the release and nothing else."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(DIST),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **variables,
    }


def samples(path: str, kind: str) -> list[str]:
    """The fenced blocks of a document that follow `<!-- try: KIND -->`."""
    found = re.findall(
        rf"^<!-- try: {re.escape(kind)} -->\n```\w+\n(.*?)^```$", (ROOT / path).read_text(), re.MULTILINE | re.DOTALL
    )
    assert found, f"{path} has no sample for {kind}"
    return found
