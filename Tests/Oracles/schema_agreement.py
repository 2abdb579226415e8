#!/usr/bin/env python3
"""Compares the JSON Schemas that deploylint prints for requests with its own schema checks.

    schema_agreement.py --deploylint PATH [--count 4000] [--seed 1]

A request that `jsonschema` accepts must have no `schema/…` finding, and one that it refuses must have one. Left out is
what JSON Schema cannot say: it calls 60.0 an integer. Where that decides, a second validator, which does not, must agree.
The patterns are asked in ECMA-262 too, where `quickjs` is installed. Needs jsonschema.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from typing import Any

import jsonschema

import generator
import linter

KINDS = ("CreateEndpoint", "UpdateEndpoint", "DeploymentConfig")


def printed(executable: str, kind: str) -> dict[str, Any]:
    run = subprocess.run([executable, "schema", kind], capture_output=True, check=True)
    schema = json.loads(run.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


StrictIntegers = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda checker, value: type(value) is int
    ),
)


# MARK: Requests


def exotic_text(source: random.Random) -> str:
    """A few characters from all of Unicode, without surrogates."""
    points = (source.choice([0x7F, 0x250, 0x2100, 0x3400, 0xFFFF, 0x1F700, 0x30000, 0x10FFFF]) for _ in range(source.randint(0, 4)))
    points = [source.randint(0, limit) for limit in points]
    return "".join(chr(point) for point in points if not 0xD800 <= point <= 0xDFFF)


def with_exotic_texts(request: Any, source: random.Random) -> Any:
    """The request with its tags, alarms or names in other characters."""
    if isinstance(request, dict):
        for name in ("EndpointName", "EndpointConfigName"):
            if source.random() < 0.1 and name in request:
                request[name] = exotic_text(source)
        for tag in request.get("Tags") or [] if isinstance(request.get("Tags"), list) else []:
            if isinstance(tag, dict):
                for name in tag:
                    tag[name] = exotic_text(source)
        config = request.get("DeploymentConfig")
        rollback = config.get("AutoRollbackConfiguration") if isinstance(config, dict) else None
        if isinstance(rollback, dict) and source.random() < 0.5:
            rollback["Alarms"] = [{"AlarmName": exotic_text(source)} for _ in range(source.randint(1, 3))]
    return request


def requests(kind: str, count: int, seed: int) -> list[Any]:
    whole = "UpdateEndpoint" if kind == "UpdateEndpoint" else "CreateEndpoint"
    made = generator.requests(whole, count, seed)
    source = random.Random(f"{kind} {seed}")
    made = [with_exotic_texts(request, source) if index % 3 == 0 else request for index, request in enumerate(made)]
    if kind == "DeploymentConfig":
        made = [request.get("DeploymentConfig", request) if isinstance(request, dict) else request for request in made]
    return made


# MARK: The run


def our_verdicts(executable: str, kind: str, made: list[Any]) -> list[bool]:
    """Whether a request has no finding of the schema checks."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "requests.ndjson")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(request, ensure_ascii=index % 2 == 0) + "\n" for index, request in enumerate(made))
        found = linter.diagnostics(executable, path, kind, len(made))
    return [not any(d["rule"].startswith("schema/") for d in diagnostics) for diagnostics in found]


def patterns(schema: dict[str, Any]) -> set[str]:
    return {shape["pattern"] for shape in schema["$defs"].values() if "pattern" in shape}


def compare_engines(found: set[str], seed: int) -> int:
    """The patterns in Python's `re` and in ECMA-262, on texts of a character or a few."""
    try:
        import quickjs
    except ImportError:
        print("quickjs is not installed: patterns were not asked in ECMA-262")
        return 0
    source = random.Random(seed)
    texts = [chr(point) for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF and (point < 0x3000 or point % 23 == 0)]
    texts += [exotic_text(source) for _ in range(5000)] + ["", "a", "a-b", "a-", "churn\n", "\r", "a\u2028", "-a", "a" * 63, "a" * 64]
    context = quickjs.Context()
    context.eval(
        "function ask(text) { const [pattern, texts] = JSON.parse(text);"
        "const found = new RegExp(pattern, 'u'); return JSON.stringify(texts.map((t) => found.test(t))) }")
    ask = context.get("ask")
    differences = 0
    for pattern in sorted(found):
        answers = json.loads(ask(json.dumps([pattern, texts])))
        differing = [text for text, answer in zip(texts, answers) if (re.search(pattern, text) is not None) != answer]
        differences += len(differing)
        for text in differing[:5]:
            print(f"{pattern[:100]!r} differs on {text!r}")
    print(f"{len(found)} patterns on {len(texts)} texts in two engines: {differences} differences")
    return differences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deploylint", required=True, metavar="PATH", help="the executable")
    parser.add_argument("--count", type=int, default=4000, help="requests in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other requests (default: %(default)s)")
    options = parser.parse_args()
    disagreements = 0
    found: set[str] = set()
    for kind in KINDS:
        schema = printed(options.deploylint, kind)
        found |= patterns(schema)
        plain, strict = jsonschema.Draft202012Validator(schema), StrictIntegers(schema)
        made = requests(kind, options.count // len(KINDS), options.seed)
        accepted = by_fraction = 0
        for request, ours in zip(made, our_verdicts(options.deploylint, kind, made), strict=True):
            theirs = plain.is_valid(request)
            accepted += theirs
            if theirs and not ours and not strict.is_valid(request):
                by_fraction += 1
            elif theirs != ours:
                disagreements += 1
                if disagreements <= 10:
                    print(f"{kind}: jsonschema says {theirs}, we say {ours}: {linter.shortened(request)}")
        print(f"{kind}: {len(made)} requests, {accepted} accepted, {by_fraction} by a whole number with a fraction")
        if not 0 < accepted < len(made):
            sys.exit(f"{kind}: the requests show nothing")
    print(f"{disagreements} disagreements")
    sys.exit(1 if disagreements + compare_engines(found, options.seed) else 0)


if __name__ == "__main__":
    main()
