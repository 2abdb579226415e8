#!/usr/bin/env python3
"""Compares the trees that the YAML reader makes with the events of PyYAML's own parser.

    yaml_trees.py --program PATH [--suite FOLDER]

Takes all YAML files of the project, and those of yaml-test-suite where they are at hand: in FOLDER, or in the folder that
YAML_TEST_SUITE names. PyYAML's parser is written in Python and shares nothing with libyaml. What only one of the two reads
is counted; what both read must be the same. Needs PyYAML.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A key that is a list or a mapping: its text is whatever the file has there.
ANY_KEY = "=KEY (a collection)"
# What aliases may stand for; the reader refuses more.
MOST_LINES = 1_000_000


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


class Tree:
    """The lines of a stream of events, aliases written as what they stand for."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.SafeLoader))
        self.lines: list[str] = []
        self.anchors: dict[str, tuple[list[str], bool]] = {}

    def read(self) -> list[str]:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors = {}
                self.lines.append("+DOC")
                self.lines += self.node(next(self.events))
        return self.lines

    def node(self, event: yaml.Event) -> list[str]:
        if isinstance(event, yaml.AliasEvent):
            return self.anchors[event.anchor]
        lines: list[str] = []
        if isinstance(event, yaml.ScalarEvent):
            lines.append("=VAL " + escaped(event.value))
        elif isinstance(event, yaml.SequenceStartEvent):
            lines.append("+SEQ")
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                lines += self.node(item)
            lines.append("-SEQ")
        else:
            lines.append("+MAP")
            while not isinstance(key := next(self.events), yaml.MappingEndEvent):
                name = self.node(key)
                value = self.node(next(self.events))
                if isinstance(key, yaml.ScalarEvent) and key.value == "<<" and key.style is None:
                    continue
                lines.append("=KEY" + name[0][4:] if name[0].startswith("=VAL") else ANY_KEY)
                lines += value
            lines.append("-MAP")
        if len(lines) > MOST_LINES:
            raise ValueError("an alias bomb")
        if event.anchor is not None:
            self.anchors[event.anchor] = lines
        return lines


def ours(program: str, files: list[pathlib.Path]) -> list[list[str]]:
    names = "".join(f"{file}\n" for file in files)
    output = subprocess.run([program], input=names.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    trees: list[list[str]] = [[]]
    # Not splitlines(), which also splits at U+2028.
    for line in output.split("\n")[:-1]:
        if line:
            trees[-1].append(line)
        else:
            trees.append([])
    return trees[:-1]


def theirs(file: pathlib.Path) -> list[str]:
    try:
        # In bytes: it is for the parser to say how they are encoded. For us a text of comments is an empty document.
        return Tree(file.read_bytes()).read() or ["+DOC", "=VAL "]
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, KeyError):
        return ["!"]


def equal(left: list[str], right: list[str]) -> bool:
    return len(left) == len(right) and all(
        a == b or b == ANY_KEY and a.startswith("=KEY ") for a, b in zip(left, right)
    )


def compare(name: str, program: str, files: list[pathlib.Path]) -> int:
    counts = {"the same": 0, "refused by both": 0, "read by us alone": 0, "read by PyYAML alone": 0, "different": 0}
    for file, tree in zip(files, ours(program, files), strict=True):
        other = theirs(file)
        if "!" in tree or "!" in other:
            verdict = (
                "refused by both" if "!" in tree and "!" in other
                else "read by PyYAML alone" if "!" in tree else "read by us alone"
            )
        else:
            verdict = "the same" if equal(tree, other) else "different"
        counts[verdict] += 1
        if verdict == "different":
            print(f"{file}: ours, then PyYAML's", *tree, "--", *other, sep="\n")
        elif verdict.endswith("alone"):
            print(f"{file}: {verdict}")
    print(f"{name}: {len(files)} files: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return counts["different"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="YAMLTrees, built with TEST_TOOLS=1")
    parser.add_argument("--suite", default=os.environ.get("YAML_TEST_SUITE", ROOT.parent / "shared/torture/yaml"))
    arguments = parser.parse_args()
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.yaml", "*.yml"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()
    different = compare("the project", arguments.program, [ROOT / name for name in listed.split("\0") if name])
    suite = sorted(pathlib.Path(arguments.suite).rglob("*.yaml"))
    if not suite:
        print(f"no yaml-test-suite at {arguments.suite}: name one in YAML_TEST_SUITE")
    else:
        different += compare("yaml-test-suite", arguments.program, suite)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
