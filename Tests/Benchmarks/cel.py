#!/usr/bin/env python3
"""Measures CEL and LinearRegex beside Google's C++ runtime, in one go.

Usage: pip install cel-expr-python==0.1.3 && python3 Tests/Benchmarks/cel.py [--scratch FOLDER]

Both evaluate the same expression on data that was converted beforehand. The C++ runtime, reached through its Python
package, compiles a constant pattern on each evaluation; "precompiled pattern" leaves that out: the time of the same
expression with a test of the prefix in place of the match, which is faster than any pattern can be. The rounds of the
two alternate, processor time is measured, and the best of each counts. Ends with 1 where a goal is missed.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

from cel_expr_python import cel

ROOT = pathlib.Path(__file__).resolve().parents[2]
BRIEF = "self.a.b.filter(x, x.c > 10).size() <= 3 && self.name.matches('^[a-z]+$')"
WITHOUT_PATTERN = "self.a.b.filter(x, x.c > 10).size() <= 3 && self.name.startsWith('f')"
ROUNDS = 4


def data(count):
    return {"self": {"name": "frontend", "a": {"n": 3, "b": [{"c": i % 13} for i in range(count)]}}}


def rate(function, seconds=0.5):
    function()
    calls = 0
    start = time.process_time()
    while (elapsed := time.process_time() - start) < seconds:
        for _ in range(100):
            function()
        calls += 100
    return calls / elapsed


def cpp_rates(count):
    environment = cel.NewEnv(variables={"self": cel.Type.DYN})
    activation = environment.Activation(data(count))
    rates = []
    for source in (BRIEF, WITHOUT_PATTERN):
        program = environment.compile(source)
        rates.append(rate(lambda: program.eval(activation)))
    return rates


def build(scratch):
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "CELBenchmark", "--package-path", ROOT, "--scratch-path",
         scratch],
        env={**os.environ, "TEST_TOOLS": "1"}, check=True, stdout=subprocess.DEVNULL)
    return scratch / "release/CELBenchmark"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build-tools")
    program = build(parser.parse_args().scratch.resolve())
    ours, theirs, bare, loading, matching = {}, {}, {}, [], {}
    for _ in range(ROUNDS):
        for line in subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines():
            kind, *rest = line.split(" ")
            if kind == "brief":
                ours[int(rest[0])] = max(ours.get(int(rest[0]), 0), int(rest[1]))
            elif kind == "load":
                loading.append(float(rest[1]))
            else:
                matching.setdefault(rest[0], []).append(float(rest[1]))
        for count in (5, 100):
            with_pattern, without = cpp_rates(count)
            theirs[count] = max(theirs.get(count, 0), with_pattern)
            bare[count] = max(bare.get(count, 0), without)
    print("evaluations a second of 'brief'   deploylint   C++ as it comes        C++, precompiled pattern")
    for count in (5, 100):
        print(
            f"  list of {count:<24} {ours[count]:>11,.0f} {theirs[count]:>11,.0f} ({ours[count] / theirs[count]:.1f}x)"
            f" {bare[count]:>18,.0f} ({ours[count] / bare[count]:.1f}x)")
    print(f"parse, check and plan 500 rules: {min(loading):.1f} ms")
    print("100,000 characters: " + ", ".join(f"{source} {min(times):.2f} ms" for source, times in matching.items()))
    goals = [
        ours[100] >= 3 * theirs[100], ours[100] >= bare[100], min(loading) < 50,
        all(min(times) < 5 for times in matching.values()),
    ]
    if not all(goals):
        sys.exit("a goal is missed")


if __name__ == "__main__":
    main()
