#!/usr/bin/env python3
"""Asks Python's `re` and an engine of ECMA-262 what patterns mean that LinearRegex has written for them.

Usage: pip install google-re2==1.1.20251105 quickjs==1.19.4
       TEST_TOOLS=1 swift build -c release --product PatternVerdicts
       python3 Tests/Oracles/portable_agreement.py [--patterns 2000] [--seed 1] [--program .build/release/PatternVerdicts]

Each must find the pattern in exactly the texts that RE2 matches as a whole. The patterns and texts are random; a last part
takes single characters from all of Unicode.
"""

import argparse
import itertools
import json
import pathlib
import re
import subprocess
import sys

import quickjs
from re2_agreement import generator, rows

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLASSES = [r"\p{L}", r"\p{Z}", r"\P{N}", r"[\p{L}\p{Z}\p{N}_.:/=+\-@]", r"[^\p{Lu}\n]", r"(?i)[k-s]", r"\S", r"[[:punct:]]"]


def portable(program, patterns):
    data = "".join(f"{pattern}\0" + "0\0" for pattern in patterns).encode()
    answer = subprocess.run([program, "--portable"], input=data, capture_output=True, check=True).stdout.decode()
    return answer.split("\0")[:-1]


class ECMAScript:
    """Patterns are compiled with the flag `u`, as JSON Schema wants it."""

    def __init__(self):
        self.context = quickjs.Context()
        self.context.eval(
            "function ask(text) { const [pattern, texts] = JSON.parse(text);"
            "const found = new RegExp(pattern, 'u'); return JSON.stringify(texts.map((t) => found.test(t))) }")
        self.ask = self.context.get("ask")

    def verdicts(self, pattern, texts):
        return json.loads(self.ask(json.dumps([pattern, texts])))


def samples():
    """A few characters around every place where the classes may change."""
    step = 0x110000 // 40_000
    return [chr(point) for point in range(0, 0x110000, step) if not 0xD800 <= point <= 0xDFFF]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--patterns", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default=ROOT / ".build/release/PatternVerdicts")
    arguments = parser.parse_args()
    found = (row for row in rows(generator.Maker(arguments.seed)) if "error" not in row)
    chunk = list(itertools.islice(found, arguments.patterns))
    for pattern in CLASSES:
        chunk.append(generator.row(pattern, samples()))
    engine = ECMAScript()
    pairs = mismatches = 0
    for row, pattern in zip(chunk, portable(arguments.program, [row["pattern"] for row in chunk]), strict=True):
        texts = [sample["text"] for sample in row["texts"]]
        expected = [sample["whole"] for sample in row["texts"]]
        python = [re.search(pattern, text) is not None for text in texts]
        script = engine.verdicts(pattern, texts)
        pairs += len(texts)
        for text, whole, by_python, by_script in zip(texts, expected, python, script):
            if whole != by_python or whole != by_script:
                mismatches += 1
                if mismatches <= 20:
                    print(f"{row['pattern']!r} as {pattern[:200]!r} on {text!r}: RE2 {whole}, Python {by_python}, ECMA {by_script}")
    print(f"{pairs} pairs of {len(chunk)} patterns and texts: {mismatches} mismatches")
    sys.exit(1 if mismatches else 0)


if __name__ == "__main__":
    main()
