#!/usr/bin/env python3
"""Kills runs that write a file at each system call in turn: the old file or the new one is left, never a part.

Usage: python3 Tests/Reliability/kill_points.py EXECUTABLE

strace stops the process at the call. Where tracing is not permitted, the tests' kills at random points remain.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALLS = "openat,write,fchmod,fsync,rename,close,unlink,fstat,newfstatat,lseek"
OLD = "the old text\n" * 500
RUNS = {
    "report.sarif": ["--format", "sarif", "--output", "report.sarif"],
    "baseline.json": ["--write-baseline", "baseline.json"],
}


def run(executable, folder, file, options, point):
    inject = ["-e", f"inject={CALLS}:signal=KILL:when={point}"] if point else []
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", *inject]
    finished = subprocess.run(
        [*command, executable, "check", *options, "request.json"], cwd=folder, capture_output=True, text=True)
    return finished.returncode, (folder / file).read_text()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    executable = str(pathlib.Path(sys.argv[1]).resolve())
    if not shutil.which("strace") or subprocess.run(["strace", "-qq", "true"], capture_output=True).returncode != 0:
        print("tracing is not permitted: nothing was tried")
        return
    for file, options in RUNS.items():
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            shutil.copy(ROOT / "Tests/Fixtures/err/several-findings.json", folder / "request.json")
            # A baseline that is there must be one.
            old = OLD if file == "report.sarif" else '{"deploylint": "0.1.0", "baseline": 1, "findings": []}\n'
            (folder / file).write_text(old)
            _, new = run(executable, folder, file, options, None)
            assert new != old, f"{file} was not written"
            left = {"old": 0, "new": 0}
            point = 0
            while True:
                point += 1
                (folder / file).write_text(old)
                status, text = run(executable, folder, file, options, point)
                assert text in (old, new), f"killed at call {point}, a part of {file} is left"
                left["old" if text == old else "new"] += 1
                if status in (0, 1):
                    break
            assert left["old"] and left["new"], f"the kills fell on one side only: {left}"
            print(f"{file}: killed at each of {point - 1} calls, {left['old']} times the old file is left, "
                  f"{left['new']} times the new one")


if __name__ == "__main__":
    main()
