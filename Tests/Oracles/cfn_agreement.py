#!/usr/bin/env python3
"""Compares deploylint with cfn-lint on the shape of generated `AWS::SageMaker::Endpoint` resources.

    cfn_agreement.py --deploylint PATH [--count 400] [--seed 1]

Both report by line, and every key and item has a line of its own. What is compared: required and unknown properties,
types, enumerations, patterns, lengths, ranges, item counts, and what must be unique. Where the two are known to decide
otherwise, the code below says so and why. Needs cfn-lint 1.51.0.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from cfnlint.api import ManualArgs, lint

import generator

RESOURCES_A_TEMPLATE = 50

THEIR_RULES = {
    "E3002": "unknown", "E3003": "required", "E3012": "type", "E3024": "tags", "E3030": "enum", "E3031": "pattern",
    "E3032": "items", "E3033": "length", "E3034": "range", "E3037": "unique",
}  # fmt: skip
OUR_RULES = {
    "schema/unknown-field": "unknown", "schema/required": "required", "schema/type": "type", "schema/enum": "enum",
    "schema/pattern": "pattern", "schema/length": "length", "schema/range": "range", "schema/item-count": "items",
    "sagemaker/duplicate-alarm": "unique", "sagemaker/duplicate-tag-key": "tags", "sagemaker/reserved-tag-key": "tags",
    # The API's model takes an alarm without a name and a rollback without alarms; for the resource they are required.
    "sagemaker/missing-alarm-name": "required", "sagemaker/no-rollback-alarms": "required",
}  # fmt: skip


class Finding(NamedTuple):
    what: str
    line: int


# MARK: Templates


class Writer:
    """Writes JSON with a line for each key and item, and knows which value stands on a line."""

    def __init__(self, value: Any):
        self.lines: list[str] = []
        self.values: list[Any] = []
        self.paths: list[tuple] = []
        self.write(value, "", (), "")

    def write(self, value: Any, before: str, path: tuple, after: str) -> None:
        indent = " " * len(path)
        self.values.append(value)
        self.paths.append(path)
        if not value or not isinstance(value, (dict, list)):
            self.lines.append(indent + before + json.dumps(value, ensure_ascii=False) + after)
            return
        keys = list(value) if isinstance(value, dict) else range(len(value))
        self.lines.append(indent + before + ("{" if isinstance(value, dict) else "["))
        for number, key in enumerate(keys):
            name = json.dumps(key, ensure_ascii=False) + ": " if isinstance(value, dict) else ""
            self.write(value[key], name, (*path, key), "," if number + 1 < len(keys) else "")
        self.values.append(None)
        self.paths.append(path)
        self.lines.append(indent + ("}" if isinstance(value, dict) else "]") + after)

    def value(self, line: int) -> Any:
        return self.values[line - 1]

    def path(self, line: int) -> tuple:
        return self.paths[line - 1]

    def line_of(self, path: tuple) -> int:
        return self.paths.index(path) + 1

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def is_readable(value: Any) -> bool:
    """cfn-lint reads JSON as YAML, which has no control characters, and stops at the first null of a template."""
    if isinstance(value, dict):
        return all(is_readable(key) and is_readable(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(is_readable, value))
    return value is not None and (not isinstance(value, str) or value.isprintable())


class Resources:
    """Requests of the generator with what a resource may leave out, convert and have beside."""

    def __init__(self, seed: int):
        self.requests = generator.Generator("CreateEndpoint", seed)
        self.random = random.Random(f"resources {seed}")

    def __iter__(self) -> Iterator[dict]:
        while True:
            request = self.requests.request()
            if not isinstance(request, dict) or not is_readable(request):
                continue
            if self.random.random() < 0.2:
                request.pop("EndpointName", None)
            if self.random.random() < 0.2:
                request["RetainAllVariantProperties"] = self.random.choice([True, False, "true", "no", 1])
            if self.random.random() < 0.2:
                kind = self.random.choice(["DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig", "Weight"])
                request["ExcludeRetainedVariantProperties"] = [{"VariantPropertyType": kind}]
            yield self.converted(request)

    def converted(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: self.converted(item)
                for key, item in value.items()
                if key != "WaitIntervalInSeconds" or self.random.random() < 0.9
            }
        if isinstance(value, list):
            return list(map(self.converted, value))
        if isinstance(value, int) and self.random.random() < 0.2:
            return json.dumps(value)
        return value


# MARK: The two sides


def our_findings(executable: str, path: str, text: str, resources: int) -> Iterator[Finding]:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    command = [executable, "check", "--format", "json", "--fail-level", "never", path]
    run = subprocess.run(command, capture_output=True)
    report = json.loads(run.stdout)
    if run.returncode != 0 or report["issues"] or report["summary"]["requests"] != resources:
        sys.exit(f"{' '.join(command)}: status {run.returncode}\n{run.stderr.decode(errors='replace')[:2000]}")
    for diagnostic in report["diagnostics"]:
        what = OUR_RULES.get(diagnostic["rule"])
        # Without the block around them nothing requires alarms.
        if diagnostic["rule"] == "sagemaker/no-rollback-alarms" and diagnostic.get("member") != "Alarms":
            continue
        if what:
            yield Finding(what, diagnostic["start"]["line"])


def their_findings(text: str) -> Iterator[Finding]:
    for match in lint(text, config=ManualArgs(regions=["us-east-1"])):
        what = THEIR_RULES.get(match.rule.id)
        if match.rule.id.startswith("E"):
            yield Finding(what or match.rule.id, match.linenumber)


# MARK: Known differences


def is_wide(value: Any) -> bool:
    try:
        return abs(int(value)) >= 2**31
    except (TypeError, ValueError):
        return False


def value_at(written: Writer, path: tuple) -> Any:
    return written.value(written.line_of(path))


def has_text_key(tag: Any) -> bool:
    return isinstance(tag, dict) and isinstance(tag.get("Key"), str)


def differences(ours: set[Finding], theirs: set[Finding], written: Writer) -> Iterator[tuple[str, Finding]]:
    """What only one side says and nothing below explains."""

    def ours_below(line: int, kinds: set[str]) -> bool:
        path = written.path(line)
        return any(finding.what in kinds and written.path(finding.line)[: len(path)] == path for finding in ours)

    for finding in sorted(theirs - ours, key=lambda finding: finding.line):
        value = written.value(finding.line)
        # A scalar in a list of structures is told where the list begins.
        if finding.what == "type" and isinstance(value, list) and ours_below(finding.line, {"type"}):
            continue
        # One mistake is one finding for us: a structure in place of a text is not also outside of an enumeration.
        if finding.what in {"enum", "pattern", "length", "range"} and Finding("type", finding.line) in ours:
            continue
        # It takes all keys that are no text for equal.
        if finding.what == "tags" and isinstance(value, list) and not all(map(has_text_key, value)):
            continue
        # Tags are checked a second time by a rule of their own, where the tag or the list begins.
        if finding.what == "tags" and ours_below(finding.line, set(OUR_RULES.values())):
            continue
        # We underline the second alarm, they the list.
        if finding.what == "unique" and ours_below(finding.line, {"unique", "type"}):
            continue
        yield "cfn-lint only", finding
    for finding in sorted(ours - theirs, key=lambda finding: finding.line):
        path = written.path(finding.line)
        # CloudFormation's schema takes any text for a variant's property; the API's model lists three.
        if finding.what == "enum" and path[-1] == "VariantPropertyType":
            continue
        # It takes 6.5 for an integer, as Python's int() does.
        value = written.value(finding.line)
        if finding.what == "type" and isinstance(value, float):
            continue
        # Its integers have no width.
        if finding.what == "type" and is_wide(value):
            continue
        # It looks for "aws:" in lower case only.
        if finding.what == "tags" and path[-1] == "Key" and value[:4] != "aws:" and value[:4].lower() == "aws:":
            continue
        # It compares alarms with all their members, we their names.
        if finding.what == "unique" and value_at(written, path[:-2]).count(value_at(written, path[:-1])) < 2:
            continue
        lists = [written.line_of(path[:end]) for end in range(4, len(path)) if isinstance(path[end], int)]
        if finding.what == "type" and any(Finding("type", line) in theirs for line in lists):
            continue
        if finding.what == "unique" and any(Finding("unique", line) in theirs for line in lists):
            continue
        if finding.what == "tags" and any(
            Finding("tags", line) in theirs or Finding("tags", finding.line) in theirs for line in lists
        ):
            continue
        yield "deploylint only", finding


# MARK: The run


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--deploylint", required=True, help="the executable")
    parser.add_argument("--count", type=int, default=400, help="how many resources (default: 400)")
    parser.add_argument("--seed", type=int, default=1, help="what the resources depend on (default: 1)")
    options = parser.parse_args()

    resources = iter(Resources(options.seed))
    disagreements = 0
    agreed = 0
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, options.count, RESOURCES_A_TEMPLATE):
            names = range(first, min(first + RESOURCES_A_TEMPLATE, options.count))
            template = {
                "AWSTemplateFormatVersion": "2010-09-09",
                "Resources": {
                    f"Endpoint{name}": {"Type": "AWS::SageMaker::Endpoint", "Properties": next(resources)}
                    for name in names
                },
            }
            written = Writer(template)
            path = os.path.join(folder, "template.json")
            ours = set(our_findings(options.deploylint, path, written.text, len(names)))
            theirs = set(their_findings(written.text))
            agreed += len(ours & theirs)
            for side, finding in differences(ours, theirs, written):
                disagreements += 1
                if disagreements <= 10:
                    print(f"{side}: {finding.what} on line {finding.line}: {written.lines[finding.line - 1].strip()[:80]}")
                    print(f"  at {'/'.join(map(str, written.path(finding.line)[3:]))}")
    print(f"cfn-lint: {options.count} resources, {agreed} findings alike, {disagreements} disagreements")
    if disagreements or not agreed:
        sys.exit(1)


if __name__ == "__main__":
    main()
