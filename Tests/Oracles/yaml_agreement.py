#!/usr/bin/env python3
"""Checks that a request yields the same findings in YAML as in JSON, on generated requests.

    yaml_agreement.py --deploylint PATH [--count 1000] [--seed 2]

Each request is written as JSON and, by PyYAML, in block and in flow style. Rule, severity, pointer, member, message and
actual value must be equal; only places may differ. Needs PyYAML.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from typing import Any

import yaml

import generator
import linter


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


# PyYAML leaves a string plain that YAML 1.1 reads as a string; these are numbers in the core schema of YAML 1.2.
CORE_NUMBER = re.compile(r"0o[0-7]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
# Line breaks in YAML 1.1 alone, which PyYAML writes as they are unless the string is in double quotes.
OLD_LINE_BREAK = re.compile("[\u0085\u2028\u2029]")


def represent_text(dumper: Dumper, text: str) -> yaml.Node:
    style = '"' if CORE_NUMBER.fullmatch(text) or OLD_LINE_BREAK.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, represent_text)
# Messages quote a number as it is spelled: PyYAML would write 1e+20 as 1.0e+20.
Dumper.add_representer(float, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", json.dumps(number)))


def as_yaml(requests: list, flow: bool) -> str:
    return yaml.dump_all(
        requests,
        Dumper=Dumper,
        default_flow_style=flow,
        explicit_start=True,
        sort_keys=False,
        allow_unicode=True,
        width=10**9 if flow else 80,  # block style also folds long strings
    )


COMPARED = ("rule", "severity", "pointer", "member", "message", "actual")


def comparable(diagnostics: list[dict]) -> list[str]:
    return sorted(json.dumps({key: d[key] for key in COMPARED if key in d}, sort_keys=True) for d in diagnostics)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deploylint", required=True, metavar="PATH", help="the executable")
    parser.add_argument("--count", type=int, default=1000, help="requests in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2, help="another seed makes other requests (default: %(default)s)")
    options = parser.parse_args()

    compared = disagreements = 0
    for kind in generator.KINDS:
        requests = generator.requests(kind, options.count // len(generator.KINDS), options.seed)
        texts = {
            "json.ndjson": "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests),
            "block.yaml": as_yaml(requests, flow=False),
            "flow.yaml": as_yaml(requests, flow=True),
        }
        found = {}
        with tempfile.TemporaryDirectory() as folder:
            for name, text in texts.items():
                path = os.path.join(folder, name)
                with open(path, "w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                found[name] = linter.diagnostics(options.deploylint, path, kind, len(requests))
        for name in ("block.yaml", "flow.yaml"):
            for index, request in enumerate(requests):
                compared += 1
                in_json, in_yaml = (comparable(found[n][index]) for n in ("json.ndjson", name))
                if in_json == in_yaml:
                    continue
                disagreements += 1
                if disagreements <= 5:
                    print(f"{kind}, document {index} of {name}")
                    print(f"  request:   {linter.shortened(request)}")
                    print(f"  JSON only: {[d for d in in_json if d not in in_yaml]}")
                    print(f"  YAML only: {[d for d in in_yaml if d not in in_json]}")
    print(f"YAML and JSON: {compared} comparisons, {disagreements} disagreements")
    sys.exit(1 if disagreements else 0)


if __name__ == "__main__":
    main()
