"""The JSON Schema of the configuration and the program agree on what is a configuration.

    python3 Tests/Oracles/config_agreement.py --deploylint .build/release/deploylint

Both judge the files of `Tests/Fixtures/configuration/cases.jsonl`, and many more that are made of them by changing one
value. Where the schema allows what the program refuses, the case must say that no schema could see it; the other way
round is always a disagreement.
"""

import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "Tests/Fixtures/configuration/cases.jsonl"

# What a value is replaced with. None of it is wrong in a way that a schema cannot see.
VALUES = [
    None, True, False, 0, 1, -1, 2147483647, 2147483648, 1.5, "", "text", "off", "error", "strict", "note", "never",
    "UpdateEndpoint", "dollar", "vendor", "schema/", "syntax/error", "sagemaker/zero-bake", ">=0.1", "!x",
    [], ["schema/"], ["text"], [1], [None], {}, {"text": 1}, {"schema/type": "off"}, {"syntax/limit": "off"},
    {"kind": "UpdateEndpoint"}, {"x": {"instances": 2}}, {"instances": "2"},
    [{"files": "a", "rules": ["schema/"], "reason": "r"}],
]
# These name files, rules of one's own and versions, which only the program can look up.
UNSEEN = {"rule-paths", "model"}


class Loader(yaml.SafeLoader):
    """Types plain scalars by YAML 1.2, as the program does: `off` is a text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def accepts(deploylint, folder, text):
    (folder / ".deploylint.yaml").write_text(text)
    result = subprocess.run([deploylint, "config"], cwd=folder, capture_output=True, text=True)
    if result.returncode not in (0, 2):
        sys.exit(f"the program ended with {result.returncode}: {result.stderr}")
    return result.returncode == 0


def places(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, child in children:
        yield from places(child, path + (key,))


def changed(value, path, new):
    if not path:
        return new
    value = copy.deepcopy(value)
    target = value
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = new
    return value


def is_unseen(value):
    """Whether something in it is wrong, or right, in a way that the schema cannot see."""
    if not isinstance(value, dict):
        return False
    if UNSEEN & set(key for key in value if value[key] not in ([], None)):
        return True
    # Whether a version is the one that is asked for.
    if isinstance(value.get("required-version"), (int, float)):
        return True
    rules = value.get("rules")
    return isinstance(rules, dict) and any("/" not in str(key) for key in rules)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--deploylint", required=True)
    parser.add_argument("--count", type=int, default=600)
    options = parser.parse_args()
    deploylint = str(pathlib.Path(options.deploylint).resolve())

    schema = json.loads(subprocess.run([deploylint, "schema", "config"], check=True, capture_output=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    cases = [json.loads(line) for line in CASES.read_text().splitlines()]
    wrong = []
    valid = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / ".git").mkdir()
        for case in cases:
            is_right = accepts(deploylint, folder, case["text"])
            if is_right != (not case["problems"]):
                wrong.append(f"the program on {case['name']!r}")
            if case.get("schemaIsSilent"):
                continue
            try:
                value = yaml.load(case["text"], Loader)
            except yaml.YAMLError:
                continue
            if validator.is_valid(value) != is_right:
                wrong.append(f"{case['name']!r}: the schema says {not is_right}, the program {is_right}")
            if is_right and isinstance(value, dict):
                valid.append(value)

        numbers = random.Random(1)
        made = [(value, path) for value in valid for path in places(value)]
        compared = 0
        for _ in range(options.count):
            value, path = numbers.choice(made)
            candidate = changed(value, path, numbers.choice(VALUES))
            if is_unseen(candidate):
                continue
            compared += 1
            text = json.dumps(candidate)
            expected = validator.is_valid(candidate)
            if accepts(deploylint, folder, text) != expected:
                wrong.append(f"{text}: the schema says {expected}, the program {not expected}")
    for line in wrong:
        print("disagreement:", line)
    print(f"configurations: {len(cases)} cases and {compared} changed ones, {len(wrong)} disagreements")
    sys.exit(1 if wrong or compared < options.count // 2 else 0)


if __name__ == "__main__":
    main()
