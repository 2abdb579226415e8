#!/usr/bin/env python3
"""Checks generated records of CloudTrail with Apache Spark, on several local workers, and counts findings by rule.

Usage: pip install pyspark==4.0.1 && Tests/Benchmarks/spark.py [--records 1000000] [--workers 4] [--deploylint PROGRAM]

Needs a Java runtime (Debian: openjdk-17-jre-headless). Ends with 1 where the counts are not those of one
`deploylint filter` over the same records.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import payloads

ROOT = pathlib.Path(__file__).resolve().parents[2]


def recipe():
    """The program in the article."""
    text = (ROOT / "Sources/DeployLint/DeployLint.docc/AuditingYourHistory.md").read_text()
    return re.search(r"<!-- recipe: spark -->\n```python\n(.*?)```", text, re.DOTALL).group(1)


def by_spark(program, folder, workers):
    """Runs the recipe as it is printed, but for the place of the records."""
    script, places = re.subn(r"s3a://[^\"]*", f"{folder}/*.ndjson", recipe())
    assert places == 1
    environment = {
        **os.environ, "PATH": f"{pathlib.Path(program).parent}:{os.environ['PATH']}",
        "PYSPARK_SUBMIT_ARGS": f"--master local[{workers}] --conf spark.ui.enabled=false pyspark-shell",
    }
    output = subprocess.run(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if output.returncode != 0:
        raise SystemExit(output.stderr)
    rows = (line.split() for line in output.stdout.splitlines())
    return {rule: int(count) for count, rule in rows}


def by_one_filter(program, folder):
    lines = subprocess.Popen(["sh", "-c", f"cat {folder}/*.ndjson"], stdout=subprocess.PIPE)
    output = subprocess.run(
        [program, "filter", "--fail-level", "never"], stdin=lines.stdout, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, check=True, text=True).stdout
    answers = map(json.loads, output.splitlines())
    return dict(collections.Counter(answer["rule"] for answer in answers if answer["type"] == "finding"))


def write_records(folder, number, files=16):
    folder.mkdir(parents=True, exist_ok=True)
    for part in range(files):
        file = folder / f"{part:02d}.ndjson"
        if not file.exists():
            with open(file, "w") as output:
                output.writelines(payloads.as_line(payloads.record(index)) for index in range(part, number, files))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deploylint", type=pathlib.Path, default=ROOT / ".build/release/deploylint")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / ".build/benchmarks")
    options = parser.parse_args()
    folder = options.folder / f"records-{options.records}"
    write_records(folder, options.records)
    program = str(options.deploylint.resolve())

    start = time.monotonic()
    expected = by_one_filter(program, folder)
    alone = time.monotonic() - start
    start = time.monotonic()
    found = by_spark(program, folder, options.workers)
    together = time.monotonic() - start

    for rule, count in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{count:9} {rule}")
    print(f"{options.records} records: Spark with {options.workers} workers {together:.1f} s, one filter {alone:.1f} s")
    if found != expected:
        print(f"error: one filter counts {expected}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
