#!/usr/bin/env python3
"""Prints what the Python package finds in each request of a JSON file: in its text, and in the value of a JSON text."""

import json
import sys

import deploylint


def main(path):
    with open(path, encoding="utf-8") as stream:
        requests = json.load(stream)
    answers = []
    for request in requests:
        options = {"kind": request["kind"], "instances": request["instances"]}
        report = deploylint.lint(request["text"].encode(), file=request["name"], **options)
        answer = {"name": request["name"], "text": [d.data for d in report.diagnostics]}
        value = value_of(request)
        if isinstance(value, dict):
            answer["value"] = [d.data for d in deploylint.lint(value, **options).diagnostics]
        answers.append(answer)
    json.dump(answers, sys.stdout)


def value_of(request):
    """The request as a dict; None where a dict cannot say what the text says."""
    if not request["name"].endswith(".json"):
        return None

    def members(pairs):
        if len({name for name, _ in pairs}) < len(pairs):
            raise ValueError("a name is written twice")
        return dict(pairs)

    def number(text):
        if repr(float(text)) != text:
            raise ValueError("another spelling of the number")
        return float(text)

    def constant(text):
        raise ValueError(text)

    try:
        return json.loads(
            request["text"], object_pairs_hook=members, parse_float=number, parse_constant=constant
        )
    except ValueError:
        return None


if __name__ == "__main__":
    main(sys.argv[1])
