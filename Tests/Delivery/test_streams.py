"""However long a stream is, memory is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from delivery import ROOT

sys.path.insert(0, str(ROOT / "Tests/Benchmarks"))
import payloads  # noqa: E402

MEBIBYTES = 24

# A process of its own, because what a process starts inherits its peak; in bytes.
PEAK = """
import os, resource, sys
child = os.fork()
if child == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.argv[1], sys.argv[1:])
status = os.waitpid(child, 0)[1]
print(os.waitstatus_to_exitcode(status), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak(executable: Path, *arguments: object, file: Path) -> float:
    with open(file, "rb") as source:
        output = subprocess.run(
            [sys.executable, "-S", "-c", PEAK, executable, *map(str, arguments)], stdin=source, check=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    status, kibibytes = map(int, output.split())
    assert status in (0, 1)
    return kibibytes / 1024


@pytest.fixture(scope="module", params=["ndjson", "yaml"])
def stream(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """80,000 requests, of which one in a thousand has findings: several times as much as the memory that is allowed."""
    file = tmp_path_factory.mktemp("streams") / f"requests.{request.param}"
    write = payloads.as_line if request.param == "ndjson" else lambda body: "---\n" + payloads.as_yaml(body)
    with open(file, "w") as output:
        output.writelines(write(payloads.request(index, 2 if index % 1000 == 0 else 0)) for index in range(80_000))
    assert file.stat().st_size > 2 * MEBIBYTES * 1024 * 1024
    return file


def test_a_file_is_checked_in_constant_memory(stream: Path, executable: Path) -> None:
    assert peak(executable, "check", "--no-config", stream, file=stream) < MEBIBYTES


def test_standard_input_is_checked_in_constant_memory(stream: Path, executable: Path) -> None:
    arguments = ["check", "--no-config", "--stdin-filename", stream.name, "-"]
    assert peak(executable, *arguments, file=stream) < MEBIBYTES


def test_a_filter_runs_in_constant_memory(stream: Path, executable: Path) -> None:
    if stream.suffix == ".ndjson":
        assert peak(executable, "filter", file=stream) < MEBIBYTES


def test_a_filter_answers_each_line_at_once(executable: Path) -> None:
    """As a coprocess: whoever waits for an answer sends no further line."""
    filter = subprocess.Popen(
        [executable, "filter", "--reports"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert filter.stdin and filter.stdout
    for number in range(3):
        filter.stdin.write('{"id": %d, "request": {"EndpointName": "a", "EndpointConfigName": "b"}}\n' % number)
        filter.stdin.flush()
        assert f'"id":{number}' in filter.stdout.readline().replace(" ", "")
    filter.stdin.close()
    assert filter.wait() == 0
