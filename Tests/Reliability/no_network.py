#!/usr/bin/env python3
"""Proves that deploylint uses no network: no command makes a network call, and no object file names one.

Usage: python3 Tests/Reliability/no_network.py EXECUTABLE BUILD_FOLDER

Each command runs under `strace -f -e trace=network`; where tracing is not permitted, in an empty network namespace. The
object files of our own targets are read with nm.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
REQUEST = "Tests/Fixtures/err/several-findings.json"
RULES = "Tests/Fixtures/own-rules"
COMMANDS = [
    (["--version"], 0), (["--help"], 0),
    (["check", REQUEST], 1), (["check", "Tests/Fixtures/carriers"], 1), (["check", "--skip-unrecognized", "Tests/Fixtures/ok"], 0),
    (["check", "--rule-path", RULES, "--format", "sarif", "--output", "{folder}/report.sarif", REQUEST], 1),
    (["check", "--write-baseline", "{folder}/baseline.json", REQUEST], 0),
    (["check", "-"], 2), (["filter"], 0), (["config", REQUEST], 0), (["rules"], 0), (["explain", "sagemaker/zero-bake"], 0),
    (["explain", "cel"], 0), (["schema", "report"], 0), (["new-rule", "acme/form"], 0),
    (["eval", "self.EndpointName", "Tests/Fixtures/ok/minimal.yaml"], 0), (["test", RULES], 0), (["test"], 0),
    (["completions", "bash"], 0), (["help", "check"], 0),
]
CALLS = re.compile(
    r"\b_?(socket|socketpair|connect|bind|listen|accept4?|send|sendto|sendmsg|sendmmsg|recv|recvfrom|recvmsg|recvmmsg|"
    r"shutdown|getaddrinfo|gethostbyname\w*|getnameinfo|getsockopt|setsockopt|getpeername|getsockname|res_\w+|"
    r"curl_\w+|\w*URLSession\w*|CFSocket\w*|nw_\w+)$")
TARGETS = ("CEL", "DeployLint", "DeployLintPack", "LinearRegex", "deploylint_cli", "deploylint-cli")


def can_trace():
    try:
        return subprocess.run(["strace", "-qq", "-e", "trace=network", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def run_traced(command, folder):
    log = folder / "trace"
    finished = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", log, *command], cwd=ROOT,
        stdin=subprocess.DEVNULL, capture_output=True)
    calls = [line for line in log.read_text().splitlines() if line.strip()]
    return finished.returncode, calls


def run_isolated(command, _):
    finished = subprocess.run(
        ["unshare", "--net", "--map-root-user", *command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True)
    return finished.returncode, []


def check_commands(executable):
    helped = subprocess.run([executable, "--help"], capture_output=True, text=True).stdout
    known = set(re.findall(r"^  ([a-z-]+)  ", helped.split("SUBCOMMANDS:")[-1], re.M))
    assert known, "the help names no command"
    missing = known - {arguments[0] for arguments, _ in COMMANDS}
    assert not missing, f"no run of {', '.join(sorted(missing))}"
    traces = can_trace()
    run = run_traced if traces else run_isolated
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for arguments, status in COMMANDS:
            arguments = [argument.format(folder=folder) for argument in arguments]
            got, calls = run([executable, *arguments], folder)
            shown = "deploylint " + " ".join(arguments)
            assert not calls, f"{shown} makes network calls:\n" + "\n".join(calls)
            assert got == status, f"{shown} ended with {got}, not {status}"
        if traces:
            # A trace that sees nothing would prove nothing.
            _, calls = run_traced([sys.executable, "-c", "import socket; socket.socket()"], folder)
            assert calls, "the trace does not see a socket"
    how = "under strace" if traces else "in an empty network namespace (tracing is not permitted)"
    print(f"{len(COMMANDS)} runs of {len(known)} commands {how}: no network call")


def c_name(symbol):
    match = re.match(r"\$s(?:5Glibc|6Darwin)(\d+)", symbol)
    return symbol[match.end() : match.end() + int(match.group(1))] if match else symbol


def check_objects(build):
    objects = [path for target in TARGETS for path in (build / f"{target}.build").rglob("*.o")]
    assert objects, f"no object files in {build}"
    listed = subprocess.run(["nm", "--undefined-only", "-P", *objects], capture_output=True, text=True, check=True).stdout
    symbols = {line.split()[0] for line in listed.splitlines() if " U" in line}
    # Swift's names of C's functions: `$s5Glibc4open…` is open(2), with its length in front.
    names = {c_name(symbol) for symbol in symbols}
    assert "open" in names, "nm shows no symbol that must be there"
    found = sorted(name for name in names if CALLS.match(name))
    assert not found, f"object files name {', '.join(found)}"
    print(f"{len(objects)} object files, {len(symbols)} outside symbols: none of a network")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    check_commands(str(pathlib.Path(sys.argv[1]).resolve()))
    check_objects(pathlib.Path(sys.argv[2]).resolve())
