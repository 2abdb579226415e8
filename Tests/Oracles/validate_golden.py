#!/usr/bin/env python3
"""Validates every recorded JSON report against the schema that the program prints.

    pip install jsonschema
    python3 Tests/Oracles/validate_golden.py .build/debug/deploylint
"""

import json
import pathlib
import subprocess
import sys

from jsonschema import Draft202012Validator

TESTS = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = TESTS / "CommandLineTests" / "Golden"
EMPTY = {
    "version": 1,
    "tool": {"name": "deploylint", "version": "0.0.0"},
    "diagnostics": [],
    "issues": [],
    "summary": {"files": 0, "passedOver": 0, "requests": 0, "errors": 0, "warnings": 0, "notes": 0},
}


def output(program, *arguments):
    """What a run prints; its status does not matter here."""
    run = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=TESTS.parent)
    return json.loads(run.stdout)


def reports(program):
    """Names and reports: recorded ones, an empty one, and those of runs that failed."""
    for path in sorted(GOLDEN.glob("*/report.json")):
        yield str(path.relative_to(GOLDEN)), json.loads(path.read_bytes())
    yield "an empty report", EMPTY
    for arguments in (["Tests/Fixtures/ok"], ["Tests/Fixtures/hostile"], ["Tests/Fixtures/missing.yaml"], ["Tests/Oracles"]):
        yield f"check {arguments[0]}", output(program, "check", "--format", "json", *arguments)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    schema = output(program, "schema", "report")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    faults = count = 0
    for name, report in reports(program):
        count += 1
        for error in validator.iter_errors(report):
            faults += 1
            print(f"{name}: {error.json_path}: {error.message}")
    # A schema that accepts everything would prove nothing.
    for member in EMPTY:
        if validator.is_valid({name: value for name, value in EMPTY.items() if name != member}):
            faults += 1
            print(f"the schema accepts a report without {member}")
    if count < 25:
        sys.exit(f"only {count} reports were found in {GOLDEN}")
    print(f"{count} reports, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
