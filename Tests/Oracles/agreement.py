#!/usr/bin/env python3
"""Compares deploylint with three independent judges on a few thousand generated requests.

    agreement.py --deploylint PATH [--count 4000] [--seed 1]

1. botocore's ParamValidator, which the AWS CLI and boto3 run before they send a request.
2. `jsonschema` with the `regex` engine, on a JSON Schema made mechanically from botocore's service model.
3. `restatement.py`, which says the schema checks and the rules a second time.

Where a judge is known to decide otherwise, the code below says so and why. Needs botocore, jsonschema and regex.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from typing import Any

import botocore.session
import jsonschema
import regex
from botocore.validate import ParamValidator

import generator
import linter
import restatement

SERVICE = botocore.session.get_session().get_service_model("sagemaker")
FLEETS = (1, 2, 3, 4, 7, 10, 20, 41)


# MARK: Comparing


class Judge:
    """Counts requests and shows the first few on which the two sides differ."""

    shown_at_most = 5

    def __init__(self, name: str):
        self.name = name
        self.requests = 0
        self.disagreements = 0

    def compare(self, label: str, request: Any, ours: Iterable, theirs: Iterable) -> None:
        self.requests += 1
        ours, theirs = set(ours), set(theirs)
        if ours == theirs:
            return
        self.disagreements += 1
        if self.disagreements <= self.shown_at_most:
            print(f"{self.name} disagrees on {label}")
            print(f"  request:     {linter.shortened(request)}")
            print(f"  ours only:   {sorted(ours - theirs, key=repr)}")
            print(f"  theirs only: {sorted(theirs - ours, key=repr)}")

    def sum_up(self) -> bool:
        print(f"{self.name}: {self.requests} requests, {self.disagreements} disagreements")
        return self.disagreements == 0


def tokens(pointer: str) -> list[str]:
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def pointer(path: Iterable) -> str:
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def value_at(request: Any, place: str) -> Any:
    for token in tokens(place):
        request = request[int(token) if isinstance(request, list) else token]
    return request


# MARK: botocore

BOTOCORE_RULES = {
    "missing required field": "schema/required",
    "unknown field": "schema/unknown-field",
    "invalid type": "schema/type",
    "invalid range": "schema/range",
    "invalid length": "schema/length",
}


def botocore_findings(request: Any, kind: str) -> set[tuple[str, str, str]]:
    """(rule, place in botocore's spelling, member)"""
    found = set()
    shape = SERVICE.operation_model(kind).input_shape
    for reason, name, details in ParamValidator().validate(request, shape)._errors:
        member = details.get("required_name") or details.get("unknown_param") or ""
        found.add((BOTOCORE_RULES[reason], name, member))
    return found


def shape_at(kind: str, place: str) -> Any:
    shape = SERVICE.operation_model(kind).input_shape
    for token in tokens(place):
        shape = shape.member if shape.type_name == "list" else shape.members[token]
    return shape


def as_botocore(diagnostic: dict, request: Any, kind: str) -> tuple[str, str, str] | None:
    """One of our findings in botocore's words; None where botocore does not look."""
    rule, place, member = diagnostic["rule"], diagnostic["pointer"], diagnostic.get("member", "")
    if rule == "schema/unknown-field":
        *parents, member = tokens(place)
        place = pointer(parents)
    elif rule in ("schema/enum", "schema/pattern") or not rule.startswith("schema/"):
        return None  # botocore checks neither enumerations nor patterns, and nothing across members
    elif rule != "schema/required":
        value, shape = value_at(request, place), shape_at(kind, place)
        least = shape.metadata.get("min")
        if rule == "schema/type" and shape.type_name == "integer" and isinstance(value, int):
            rule = "schema/range"  # Python's True is an int, namely 1, and botocore does not look at 32 bits
        if rule == "schema/range" and value >= least:
            return None  # no upper bound is checked
        if rule in ("schema/length", "schema/item-count"):
            if len(value) >= least:
                return None
            rule = "schema/length"  # botocore has one word for both
    name, shape = "", SERVICE.operation_model(kind).input_shape
    for token in tokens(place):
        if shape.type_name == "list":
            name, shape = f"{name}[{token}]", shape.member
        else:
            name, shape = f"{name}.{token}", shape.members[token]
    return rule, name, member


# MARK: jsonschema

# Both sides match the whole value. AWS's own pattern for alarm names means Java's `.`, which stops at every line
# terminator, and Java's `\s`, which is ASCII; `regex` reads both in Unicode's way.
JAVA_SPELLINGS = {r"(?!\s*$).+": "(?![ \\t\\n\\x0b\\f\\r]*$)[^\\n\\r\\x85\\u2028\\u2029]+"}


def json_schema(shape: Any) -> dict[str, Any]:
    """A shape of the service model as JSON Schema, keyword by keyword."""
    facts = shape.metadata
    match shape.type_name:
        case "structure":
            return {
                "type": "object",
                "properties": {name: json_schema(member) for name, member in shape.members.items()},
                "required": list(shape.required_members),
                "additionalProperties": False,
            }
        case "list":
            schema = {"type": "array", "items": json_schema(shape.member)}
            names = {"min": "minItems", "max": "maxItems"}
        case "string":
            schema = {"type": "string"}
            names = {"min": "minLength", "max": "maxLength", "pattern": "pattern"}
            if shape.enum:
                schema["enum"] = shape.enum
        case "integer":
            schema = {"type": "integer"}
            names = {"min": "minimum", "max": "maximum"}
        case "boolean":
            return {"type": "boolean"}
    for fact, keyword in names.items():
        if fact in facts:
            schema[keyword] = facts[fact]
    return schema


SCHEMA_RULES = {
    "type": "schema/type",
    "enum": "schema/enum",
    "minimum": "schema/range",
    "maximum": "schema/range",
    "minLength": "schema/length",
    "maxLength": "schema/length",
    "pattern": "schema/pattern",
    "minItems": "schema/item-count",
    "maxItems": "schema/item-count",
}


def whole_value_pattern(validator: Any, pattern: str, instance: Any, schema: dict) -> Iterable:
    if validator.is_type(instance, "string") and not regex.fullmatch(JAVA_SPELLINGS.get(pattern, pattern), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match")


def is_integer(checker: Any, value: Any) -> bool:
    """JSON Schema calls 60.0 an integer; the service and botocore do not."""
    return type(value) is int


Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    validators={"pattern": whole_value_pattern},
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer),
)
VALIDATORS = {kind: Validator(json_schema(SERVICE.operation_model(kind).input_shape)) for kind in generator.KINDS}


def jsonschema_findings(request: Any, kind: str) -> set[tuple[str, str, str]]:
    """(rule, pointer, member)"""
    found: set[tuple[str, str, str]] = set()
    for error in VALIDATORS[kind].iter_errors(request):
        place = pointer(error.absolute_path)
        if error.validator == "required":
            found |= {("schema/required", place, name) for name in error.validator_value if name not in error.instance}
        elif error.validator == "additionalProperties":
            extra = error.instance.keys() - error.schema["properties"].keys()
            found |= {("schema/unknown-field", place + pointer([name]), "") for name in extra}
        else:
            found.add((SCHEMA_RULES[error.validator], place, ""))
    # A value of the wrong type has one fault; `enum` would count a second.
    wrong = {place for rule, place, _ in found if rule == "schema/type"}
    found = {finding for finding in found if finding[1] not in wrong or finding[0] == "schema/type"}
    return found | beyond_32_bits(request, kind, {place for _, place, _ in found})


def beyond_32_bits(request: Any, kind: str, faulty: set[str]) -> set[tuple[str, str, str]]:
    """The model's `integer` has 32 bits, which JSON Schema has no keyword for."""
    found = set()

    def walk(value: Any, shape: Any, place: str) -> None:
        if shape.type_name == "structure" and isinstance(value, dict):
            for name, child in value.items():
                if name in shape.members:
                    walk(child, shape.members[name], place + pointer([name]))
        elif shape.type_name == "list" and isinstance(value, list):
            for index, child in enumerate(value):
                walk(child, shape.member, place + pointer([index]))
        elif shape.type_name == "integer" and type(value) is int and value >= 2**31 and place not in faulty:
            found.add(("schema/type", place, ""))

    walk(request, SERVICE.operation_model(kind).input_shape, "")
    return found


# MARK: The run


def as_json_line(request: Any, index: int) -> str:
    """A request as one line; the same numbers and strings in different spellings from line to line."""
    line = json.dumps(request, ensure_ascii=index % 2 == 0)
    return line.replace(": 60.0", ": 6e1").replace(": 1e+20", ": 1E20") if index % 3 == 0 else line


def our_findings(executable: str, requests: list, kind: str, *options: str) -> list[list[dict]]:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, f"{kind}.ndjson")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(as_json_line(request, index) + "\n" for index, request in enumerate(requests))
        return linter.diagnostics(executable, path, kind, len(requests), *options)


def compare_rules(judge: Judge, requests: list, ours: list, kind: str, instances: int | None) -> None:
    for index, theirs in enumerate(restatement.file_findings(requests, kind, instances)):
        label = f"{kind}, document {index}" + (f", {instances} instances" if instances else "")
        judge.compare(
            label,
            requests[index],
            ((d["rule"], d["pointer"], member_of(d), d["severity"]) for d in ours[index]),
            ((f.rule, f.pointer, f.member or "", f.severity) for f in theirs),
        )


def member_of(diagnostic: dict) -> str:
    """The member that is missing, for the rules that are about nothing else."""
    about = diagnostic["rule"] == "schema/required" or diagnostic["rule"].startswith("sagemaker/missing-")
    return diagnostic.get("member", "") if about else ""


ROUND = 4000


def compare(judges: list[Judge], executable: str, kind: str, count: int, seed: int) -> None:
    botocore_judge, schema_judge, rules_judge, fleet_judge = judges
    requests = generator.requests(kind, count, seed)
    ours = our_findings(executable, requests, kind)
    for index, request in enumerate(requests):
        label = f"{kind}, document {index} of seed {seed}"
        schema = [d for d in ours[index] if d["rule"].startswith("schema/")]
        if any(d["rule"] == "schema/unfilled-skeleton" for d in schema):
            continue  # one finding in place of all others
        botocore_judge.compare(
            label,
            request,
            filter(None, (as_botocore(d, request, kind) for d in schema)),
            botocore_findings(request, kind),
        )
        schema_judge.compare(
            label,
            request,
            ((d["rule"], d["pointer"], d.get("member", "")) for d in schema),
            jsonschema_findings(request, kind),
        )
    compare_rules(rules_judge, requests, ours, kind, None)
    share = len(requests) // len(FLEETS)
    for number, instances in enumerate(FLEETS):
        part = requests[number * share : (number + 1) * share]
        known = our_findings(executable, part, kind, "--instances", str(instances))
        compare_rules(fleet_judge, part, known, kind, instances)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deploylint", required=True, metavar="PATH", help="the executable")
    parser.add_argument("--count", type=int, default=4000, help="requests in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other requests (default: %(default)s)")
    options = parser.parse_args()

    judges = [
        Judge(name) for name in ("botocore", "jsonschema", "restatement", "restatement with a fleet size")
    ]
    # A file holds a few thousand requests, as files do that people check; each has a seed of its own.
    for number, start in enumerate(range(0, options.count, ROUND)):
        count = min(ROUND, options.count - start)
        for kind in generator.KINDS:
            compare(judges, options.deploylint, kind, count // len(generator.KINDS), options.seed + 1000 * number)
    sys.exit(0 if all([judge.sum_up() for judge in judges]) else 1)


if __name__ == "__main__":
    main()
