#!/usr/bin/env python3
"""Runs the tests with coverage and lists the lines of Sources that no test runs, and why none does.

Usage: python3 Tests/Reliability/coverage.py [--least PERCENT] [--unexplained COUNT] [--build FOLDER] [--no-run]

The counters of the executables that the command-line tests start are added to those of the tests. Why lines are not run
stands in unrun-lines.tsv: a file, the text of the first of the lines, the reason.
"""

import argparse
import collections
import csv
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
REASONS = pathlib.Path(__file__).with_name("unrun-lines.tsv")

# Counters have the form of the compiler's own LLVM, which need not be that of the system's.
TOOLCHAIN = pathlib.Path(shutil.which("swift")).resolve().parent


def call(tool, *arguments):
    command = [TOOLCHAIN / tool, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def missed_lines(segments):
    """The lines that begin in a region with a count of 0: segments are (line, column, count, has count, is entry, gap)."""
    missed = set()
    for (line, _, count, has_count, _, is_gap), following in zip(segments, segments[1:]):
        if has_count and count == 0 and not is_gap:
            missed.update(range(line, max(line + 1, following[0])))
    ran = {segment[0] for segment in segments if segment[3] and segment[2] > 0 and segment[4]}
    return sorted(missed - ran)


def runs_of(numbers):
    """Consecutive numbers together: the first and the last of each run."""
    for _, run in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def read_reasons():
    with open(REASONS, newline="") as file:
        return {(path, text): reason for path, text, reason in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--least", type=float, default=0, help="ends with 1 where less than this share of lines runs")
    parser.add_argument("--unexplained", type=int, help="ends with 1 where there are more places without a reason")
    parser.add_argument("--build", default=".build-coverage", help="the folder of the build, below the project")
    parser.add_argument("--no-run", action="store_true", help="read the counters of the last run")
    arguments = parser.parse_args()
    build = ROOT / arguments.build
    counters = build / "coverage"
    if not arguments.no_run:
        environment = os.environ | {"COVERAGE": "1", "LLVM_PROFILE_FILE": str(counters / "%4m.profraw")}
        swift = ["swift", "test", "--disable-xctest", "--scratch-path", str(build)]
        subprocess.run(swift, cwd=ROOT, env=environment, check=True)
    profile = counters / "all.profdata"
    call("llvm-profdata", "merge", "-o", str(profile), *map(str, counters.glob("*.profraw")))
    debug = build / "debug"
    tests = next(debug.glob("*PackageTests.xctest"))
    exported = call("llvm-cov", "export", f"-instr-profile={profile}", str(tests), "-object", str(debug / "deploylint"))
    total = collections.Counter()
    reasons = read_reasons()
    used = set()
    for file in sorted(json.loads(exported)["data"][0]["files"], key=lambda file: file["filename"]):
        path = pathlib.Path(file["filename"])
        if not path.is_relative_to(ROOT / "Sources") or "deploylint-dev" in path.parts:
            continue
        lines = file["summary"]["lines"]
        total.update(all=lines["count"], run=lines["covered"])
        texts = path.read_text().splitlines()
        for first, last in runs_of(missed_lines(file["segments"])):
            place = (str(path.relative_to(ROOT)), texts[first - 1].strip())
            total.update(places=1, unexplained=place not in reasons)
            used.add(place)
            print(f"{place[0]}:{first}-{last}: {place[1]}\n    {reasons.get(place, 'NOT EXPLAINED')}")
    for path, text in sorted(reasons.keys() - used):
        print(f"{path}: this is run, or not there: {text}")
    percent = 100 * total["run"] / max(total["all"], 1)
    print(f"{total['run']} of {total['all']} lines of Sources run: {percent:.2f} %")
    print(f"{total['places']} places never run, {total['unexplained']} of them without a reason")
    is_explained = arguments.unexplained is None or total["unexplained"] <= arguments.unexplained
    sys.exit(0 if percent >= arguments.least and is_explained else 1)


if __name__ == "__main__":
    main()
