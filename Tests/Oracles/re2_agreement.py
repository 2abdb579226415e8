#!/usr/bin/env python3
"""Compares LinearRegex with google-re2 on random patterns and texts; ends with 1 where they differ.

Usage: pip install google-re2==1.1.20251105
       TEST_TOOLS=1 swift build -c release --product PatternVerdicts
       python3 Tests/Oracles/re2_agreement.py [--pairs 1000000] [--seed 1] [--program .build/release/PatternVerdicts]

Each pair is asked twice: whether the pattern is found in the text, and whether it matches the whole of it. Patterns that
RE2 refuses must be refused with the same words. Left out is what differs on purpose; `generate_re2_agreement.py`, which
makes the patterns, says what.
"""

import argparse
import collections
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/LinearRegexTests/Fixtures"))
import generate_re2_agreement as generator  # noqa: E402

CHUNK = 5_000


def rows(maker):
    while True:
        pattern = maker.pattern()
        if r"\C" in pattern or len(pattern) >= 80 or "\0" in pattern:
            continue
        texts = [t for t in maker.texts(pattern) if "\0" not in t]
        # More texts for the same pattern: compiling is what takes the time.
        for _ in range(4):
            texts += [t for t in maker.texts(pattern) if "\0" not in t]
        row = generator.row(pattern, sorted(set(texts)))
        if row:
            yield row


def verdicts(program, chunk):
    fields = []
    for row in chunk:
        texts = [sample["text"] for sample in row.get("texts", [])]
        fields += [row["pattern"], str(len(texts)), *texts]
    data = "".join(field + "\0" for field in fields).encode()
    answer = subprocess.run([program], input=data, capture_output=True, check=True).stdout.decode()
    return answer.split("\0")[:-1]


def expected(row):
    if "error" in row:
        return "error " + row["error"]
    return "".join(f"{sample['found']:d}{sample['whole']:d}" for sample in row["texts"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default=ROOT / ".build/release/PatternVerdicts")
    arguments = parser.parse_args()
    source = rows(generator.Maker(arguments.seed))
    counts = collections.Counter()
    mismatches = []
    while counts["pairs"] < arguments.pairs:
        chunk = []
        while len(chunk) < CHUNK and counts["pairs"] < arguments.pairs:
            row = next(source)
            chunk.append(row)
            counts["refused" if "error" in row else "patterns"] += 1
            counts["pairs"] += len(row.get("texts", []))
        answers = verdicts(arguments.program, chunk)
        if len(answers) != len(chunk):
            sys.exit(f"{len(chunk)} patterns asked, {len(answers)} answered")
        for row, answer in zip(chunk, answers):
            if answer != expected(row):
                mismatches.append((row, answer))
    for row, answer in mismatches[:20]:
        print(f"{row!r}\n  LinearRegex says {answer}")
    print(
        f"{counts['pairs']} pairs of {counts['patterns']} patterns and texts, {counts['refused']} refused patterns: "
        f"{len(mismatches)} mismatches")
    sys.exit(1 if mismatches else 0)


if __name__ == "__main__":
    main()
