#!/usr/bin/env python3
"""Holds the memory that a run takes to 64 MiB plus 16 times the file, for files made to take much.

Usage: python3 Tests/Reliability/memory.py EXECUTABLE
"""

import os
import pathlib
import sys
import tempfile

MIB = 1 << 20
NAMES = "EndpointName: churn\nEndpointConfigName: churn-config\n"
OPEN = '{"EndpointName": "churn", "EndpointConfigName": "churn-config"'


def inputs():
    yield "small.yaml", NAMES
    yield "deep.yaml", NAMES + "DeploymentConfig: " + "[" * 200_000
    yield "deep.json", OPEN + ', "DeploymentConfig": ' + '{"a":' * 200_000
    yield "blocks.yaml", NAMES + "".join(f"{' ' * depth}a:\n" for depth in range(2_000))
    yield "wide.json", OPEN + ', "DeploymentConfig": [' + ",".join("1" * 1_900_000) + "]}"
    yield "wide.yaml", NAMES + "DeploymentConfig: [" + ",".join("1" * 1_900_000) + "]\n"
    yield "too-wide.json", OPEN + ', "DeploymentConfig": [' + ",".join("1" * 4_000_000) + "]}"
    yield "members.json", OPEN + "".join(f', "k{n}": 1' for n in range(300_000)) + "}"
    yield "equal-keys.json", OPEN + ', "k": 1' * 300_000 + "}"
    yield "million-tags.json", OPEN + ', "Tags": [' + ",".join(["{}"] * 1_000_000) + "]}"
    yield "tags.json", OPEN + ', "Tags": [' + ",".join(f'{{"Key": "k{n}", "Value": "v"}}' for n in range(300_000)) + "]}"
    yield "secrets.json", OPEN + ', "Tags": [' + ",".join(['{"Key": "password", "Value": "x "}'] * 200_000) + "]}"
    yield "scalars.yaml", NAMES + "Tags:\n" + "- {Key: yes, Value: 0777}\n" * 200_000
    yield "alarms.json", OPEN + ', "DeploymentConfig": {"AutoRollbackConfiguration": {"Alarms": [' + ",".join(
        ['{"AlarmName": " a"}'] * 150_000) + "]}}}"
    yield "aliases.yaml", "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + NAMES + "Tags: [" + ", ".join(["*a"] * 9_900) + "]\n"
    laughs = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    yield "laughs.yaml", laughs + NAMES
    yield "long-value.json", OPEN + ', "Tags": [{"Key": "a", "Value": "' + "v" * 8_000_000 + '"}]}'
    yield "long-escapes.json", OPEN + ', "Tags": [{"Key": "a", "Value": "' + "\\u00e9" * 1_000_000 + '"}]}'
    yield "long-line.yaml", NAMES + "Tags: [" + "{Key: a, Value: b}, " * 200_000 + "]\n"
    yield "comments.yaml", NAMES + "# deploylint: ignore[sagemaker/zero-bake] x\n" * 200_000
    yield "long-tag-key.json", OPEN + ', "Tags": [{"Key": "' + "k" * 1_000_000 + '"' + "".join(
        f', "a{n}": 1' for n in range(6_000)) + "}]}"
    yield "aliased-text.yaml", NAMES + "Tags:\n- {Key: k, Value: &v \"" + "<" * 250_000 + '"}\n' + (
        "- {Key: k, Value: *v}\n" * 100)
    key = "k" * 60_000
    yield "long-keys.json", OPEN + f', "{key}": {{"x": 1' * 20 + ', ' + '"a": 1, ' * 600 + '"b": 1}' + "}" * 20
    yield "documents.yaml", (NAMES + "---\n") * 50_000
    yield "lines.ndjson", (OPEN.replace("churn-config", "churn_config") + "}\n") * 100_000


def measure(executable, arguments):
    pid = os.fork()
    if pid == 0:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os.execv(executable, [executable, *arguments])
    _, status, usage = os.wait4(pid, 0)
    # In kilobytes on Linux, in bytes on macOS.
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), usage.ru_utime


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    executable = str(pathlib.Path(sys.argv[1]).resolve())
    is_over = False
    with tempfile.TemporaryDirectory() as folder:
        for name, text in inputs():
            path = pathlib.Path(folder, name)
            path.write_text(text)
            size = path.stat().st_size
            bound = 64 * MIB + 16 * size
            for form in ("text", "sarif"):
                status, peak, seconds = measure(executable, ["check", "--format", form, str(path)])
                verdict = "" if peak <= bound and status in (0, 1, 2) else "  OVER"
                is_over = is_over or bool(verdict)
                print(f"{name:18} {size / MIB:6.1f} MiB, as {form:5}: {peak / MIB:6.1f} of {bound / MIB:6.1f} MiB, "
                      f"status {status}, {seconds:5.1f} s{verdict}", flush=True)
            path.unlink()
    sys.exit(1 if is_over else 0)


if __name__ == "__main__":
    main()
