"""The commands of the article on auditing, as they are printed."""

import collections
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from delivery import ROOT

sys.path.insert(0, str(ROOT / "Tests/Benchmarks"))
import payloads  # noqa: E402

ARTICLE = (ROOT / "Sources/DeployLint/DeployLint.docc/AuditingYourHistory.md").read_text()
RECORDS = 1200


def recipe(name: str) -> str:
    found = re.search(rf"<!-- recipe: {name} -->\n```sh\n(.*?)```", ARTICLE, re.DOTALL)
    assert found, f"the article has no recipe '{name}'"
    return found.group(1)


def write_logs(folder: Path) -> None:
    """Log files as CloudTrail writes them, each with the records of some minutes."""
    for number in range(250):
        place = folder / "logs" / f"{number % 7}"
        place.mkdir(parents=True, exist_ok=True)
        records = [payloads.record(index) for index in range(number, RECORDS, 250)]
        (place / f"{number}.json.gz").write_bytes(gzip.compress(json.dumps({"Records": records}).encode()))


def in_shell(text: str, folder: Path, executable: Path) -> str:
    environment = {**os.environ, "PATH": f"{executable.parent}:{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text], cwd=folder, env=environment, check=True, text=True,
        stdout=subprocess.PIPE).stdout


def expected(executable: Path) -> "collections.Counter[str]":
    lines = "".join(payloads.as_line(payloads.record(index)) for index in range(RECORDS))
    output = subprocess.run(
        [executable, "filter", "--fail-level", "never"], input=lines, check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return collections.Counter(json.loads(line)["rule"] for line in output.splitlines())


def test_xargs_counts_the_findings_of_a_folder(work: Path, executable: Path) -> None:
    write_logs(work)
    rows = [line.split() for line in in_shell(recipe("xargs"), work, executable).splitlines()]
    counts = {rule: int(count) for count, rule in rows}
    assert counts == expected(executable)
    assert sum(counts.values()) > 10


def test_ids_come_back(work: Path, executable: Path) -> None:
    write_logs(work)
    answers = [json.loads(line) for line in in_shell(recipe("id").replace("logs/", "logs/*/"), work, executable).splitlines()]
    assert len(answers) == sum(expected(executable).values())
    wrong = {payloads.record(index)["eventID"] for index in range(0, RECORDS, 100)}
    assert {answer["id"] for answer in answers if answer["severity"] == "error"} == wrong
