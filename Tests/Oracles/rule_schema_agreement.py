#!/usr/bin/env python3
"""Compares the JSON Schema of rule files with what the program loads.

    rule_schema_agreement.py --deploylint PATH

Every rule of the project must be right to both, and every file with one fault in its form wrong to both: a key that is
missing, empty, unknown, or of another type. Needs jsonschema and PyYAML.
"""

from __future__ import annotations

import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("rules/sagemaker/*.yaml")) + sorted(ROOT.glob("Tests/Fixtures/own-rules/*/*.yaml"))


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2, where `off` is a text."""


CoreLoader.yaml_implicit_resolvers = {
    letter: [entry for entry in entries if entry[0] not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for letter, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def variants(rule: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The rule with one change in its form each, and the change in words."""
    yield "unknown key", {**rule, "sumary": "x"}
    yield "unknown key of examples", {**rule, "examples": {**rule["examples"], "valdi": []}}
    for key in rule:
        if key != "let":  # the expressions need the names, which is not a matter of form
            yield f"no {key}", {name: value for name, value in rule.items() if name != key}
        for value in (None, [], {}, [[]], ""):
            yield f"{key}: {json.dumps(value)}", {**rule, key: value}
    for side in ("valid", "invalid"):
        for key, value in (("input", None), ("inptu", 1), ("instances", 0), ("instances", "4"), ("shape", []), ("message", [])):
            changed = copy.deepcopy(rule)
            example = changed["examples"][side][0]
            if value is None:
                del example[key]
            else:
                example[key] = value
            yield f"{side} {key}: {json.dumps(value)}", changed
        yield f"no {side}", {**rule, "examples": {k: v for k, v in rule["examples"].items() if k != side}}


def loaded(executable: str, folder: str) -> set[str]:
    """The ids of the rules below the folder that have no mistake."""
    run = subprocess.run([executable, "test", "--format", "json", folder], capture_output=True)
    return {rule["id"] for rule in json.loads(run.stdout)["rules"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deploylint", required=True, metavar="PATH", help="the executable")
    executable = parser.parse_args().deploylint
    schema = json.loads(subprocess.run([executable, "schema", "rule"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    cases: list[tuple[str, str, Any]] = []
    for path in FILES:
        rule = yaml.load(path.read_text(encoding="utf-8"), CoreLoader)
        if errors := list(validator.iter_errors(rule)):
            sys.exit(f"{path.name} is wrong to the schema: {errors[0].message}")
        # What a rule makes way for has neighbours that are not copied along.
        rule.pop("unless", None)
        cases += [(f"{path.stem}: {words}", f"acme/r{len(cases) + index}", changed) for index, (words, changed) in enumerate(variants(rule))]
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "acme").mkdir()
        for _, name, changed in cases:
            text = json.dumps(changed, ensure_ascii=False)
            # What JSON may hold as it is, YAML may not.
            text = re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", text)
            (pathlib.Path(folder) / f"{name}.yaml").write_text(text, encoding="utf-8")
        right = loaded(executable, folder)
    disagreements = 0
    accepted = 0
    for words, name, changed in cases:
        theirs = validator.is_valid(changed)
        accepted += theirs
        if theirs != (name in right):
            disagreements += 1
            if disagreements <= 20:
                print(f"{words}: the schema says {theirs}, the program {name in right}")
    print(f"{len(FILES)} rules, {len(cases)} variants, {accepted} of them right: {disagreements} disagreements")
    sys.exit(1 if disagreements else 0)


if __name__ == "__main__":
    main()
