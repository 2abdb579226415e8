#!/usr/bin/env python3
"""Builds the fuzz targets and runs each for some seconds; ends with 1 where one finds something.

Usage: python3 Tests/Fuzzing/fuzz.py SECONDS [FuzzCEL | FuzzLinearRegex] [--scratch FOLDER]

The first inputs are the expressions and patterns of the tests' fixtures. What is found is kept, with the corpus, below
the scratch folder; it belongs into a test then.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKENS = {
    "FuzzCEL": "&& || ! == != <= >= ? : . [ ] { } ( ) , .? [? ' \" r' ''' \\u00e9 \\x41 self x a b name 1 -1 0x10 1.5 1e309 "
    "9223372036854775807 -9223372036854775808 null true false in has( .all(v, .exists(v, .exists_one(v, .map(v, .filter(v, "
    ".transformList(i,v, .transformMap(i,v, .transformMapEntry(i,v, .optMap(v, .optFlatMap(v, cel.bind(v, size( matches( "
    ".matches('(a+)+$') .format([ %s %d %.3f %e %b %x %o strings.quote( math.greatest( math.bitShiftLeft( math.round( "
    "duration('1h') optional.of( .orValue( .split(',') .join( .substring( .charAt( .replace( .reverse() .indexOf( "
    "int( double( string( type( dyn( `x-y` {{ }}".split(),
    "FuzzLinearRegex": "( ) (?: (?i) (?s) (?m) (?U) (?P<n> [ ] [^ - | * + ? *? {2} {2,} {0,3} {1000} ^ $ \\A \\z \\b \\B "
    "\\d \\w \\s \\D \\pL \\p{Greek} \\P{Lu} [[:alpha:]] [[:^word:]] \\Q \\E \\x{10FFFF} \\x41 \\101 . (?-i: \\C".split(),
}


def seeds(target):
    if target == "FuzzCEL":
        for name in ("conformance-sample", "public-rules-sample"):
            for line in (ROOT / f"Tests/CELTests/Fixtures/{name}.jsonl").read_text().splitlines():
                row = json.loads(line)
                # A map with the members a, b and name, and a list of ints.
                data = b"\x0a\x03\x00\x03\x07\x01\x09\x02\x03\x01\x03\x02\x02\x07\x03abc" + b"\x09\x03\x03\x01\x03\x02\x03\x03"
                yield (row.get("expr") or row["rule"]).encode() + b"\0" + data
    else:
        for line in (ROOT / "Tests/LinearRegexTests/Fixtures/re2-agreement.jsonl").read_text().splitlines():
            row = json.loads(line)
            text = max((sample["text"] for sample in row.get("texts", [])), key=len, default="")
            yield row["pattern"].encode() + b"\0" + text.encode()


def run(target, seconds, scratch):
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", target, "--package-path", ROOT, "--scratch-path", scratch,
         "-Xswiftc", "-use-ld=lld"],
        env={**os.environ, "FUZZ": "1"}, check=True, stdout=subprocess.DEVNULL)
    folder = scratch / target
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    dictionary = folder / "dictionary"
    escaped = (token.replace("\\", "\\\\").replace('"', '\\"') for token in TOKENS[target])
    dictionary.write_text("".join(f'"{token}"\n' for token in escaped))
    command = [
        scratch / "release" / target, corpus, f"-dict={dictionary}", f"-artifact_prefix={folder}/", "-max_len=1000",
        f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1",
    ]
    finished = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace")
    lines = finished.stderr.splitlines()
    figures = [line for line in lines if line.startswith("stat::")]
    if finished.returncode != 0:
        print("\n".join(lines[-60:]))
    print(f"{target}: {'nothing found' if finished.returncode == 0 else 'FOUND SOMETHING'} in {seconds} s")
    for line in figures:
        print("  " + line.removeprefix("stat::"))
    return finished.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seconds", type=int)
    parser.add_argument("target", nargs="?", choices=TOKENS)
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build-fuzz")
    arguments = parser.parse_args()
    targets = [arguments.target] if arguments.target else list(TOKENS)
    results = [run(target, arguments.seconds, arguments.scratch.resolve()) for target in targets]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
