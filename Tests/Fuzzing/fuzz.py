#!/usr/bin/env python3
"""Runs the fuzz targets; ends with 1 where one finds something.

Usage: python3 Tests/Fuzzing/fuzz.py --minutes 60              # all targets, 60 minutes in all
       python3 Tests/Fuzzing/fuzz.py --seconds 30 yaml rules   # two of them, 30 seconds in all
       python3 Tests/Fuzzing/fuzz.py --replay                  # each input that is kept, once
       python3 Tests/Fuzzing/fuzz.py --keep                    # keeps the smallest set of inputs with all that was reached

Every run replays first. The first inputs are the tests' fixtures, the rules, what Tests/Fuzzing/corpus keeps of earlier
runs, and Tests/Fuzzing/regressions, which holds what was found once. All of it is instrumented with AddressSanitizer.
What is found lies below the scratch folder; minimise it (FUZZ_TARGET=yaml FuzzTargets -minimize_crash=1 FILE), mend it,
and put it there.
"""

import argparse
import base64
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "Tests/Fuzzing"
FIXTURES = ROOT / "Tests/Fixtures"

# What the targets are called, the longest input where that is not 3000 bytes, and how much of the corpus is kept.
NAMES = ("cel", "regex", "json", "yaml", "lint", "rules", "configuration", "suppressions")
LONGEST = {"rules": 6000, "lint": 4000, "configuration": 2000, "cel": 1000, "regex": 1000}
KEPT_BYTES = 120_000

REQUEST_WORDS = (
    "EndpointName EndpointConfigName DeploymentConfig RetainAllVariantProperties ExcludeRetainedVariantProperties Tags "
    "BlueGreenUpdatePolicy RollingUpdatePolicy TrafficRoutingConfiguration Type ALL_AT_ONCE CANARY LINEAR CanarySize "
    "LinearStepSize CAPACITY_PERCENT INSTANCE_COUNT Value WaitIntervalInSeconds TerminationWaitInSeconds "
    "MaximumExecutionTimeoutInSeconds MaximumBatchSize RollbackMaximumBatchSize AutoRollbackConfiguration Alarms "
    "AlarmName VariantPropertyType DesiredWeight Key AKIAIOSFODNN7EXAMPLE password "
    "AWS::SageMaker::Endpoint AWS::SageMaker::EndpointConfig AWS::StepFunctions::StateMachine Resources Properties "
    "Conditions Fn::If Fn::Sub Fn::Join Fn::GetAtt Ref AWS::NoValue DefinitionString Definition StartAt States Task "
    "arn:aws:states:::sagemaker:createEndpoint Resource Parameters Arguments QueryLanguage JSONata {% %} Name.$ $.x "
    "apiVersion sagemaker.services.k8s.aws/v1alpha1 kind Endpoint spec endpointName items List "
    "aws_sagemaker_endpoint resource planned_values root_module child_modules resources values after_unknown "
    "endpoint_config_name deployment_config ${ } {{ }} <% %>").split(" ")
YAML_WORDS = (
    "&a|*a|<<|<<: *a|? |: |- |--- |...|%YAML 1.1|%TAG ! tag:x,2000:|!!str |!!int |!!binary |!Ref |!Sub |!If |"
    "||\n  |>-\n  |'|\"|\\u263a|\\x00|\\n|#|[|]|{|}|,|~|null|yes|no|0o17|0x1F|1:30|1e3|.inf|.nan|2024-06-01|=|"
    "\ufeff|\u0085|\u2028|\t|\r\n").split("|")
JSON_WORDS = (
    '{ } [ ] : , " \\" \\\\ \\/ \\u0000 \\ud83d\\ude00 \\ud800 true false null -0 1e400 1E-5 0.1 01 NaN Infinity '
    "-9223372036854775808 18446744073709551616 // /* ' {\"a\":1}").split(" ")
DIRECTIVES = (
    "deploylint: ignore[ ignore-block[ ignore-file[ ] , reason kind=CreateEndpoint kind=UpdateEndpoint instances=4 "
    "instances= sagemaker/ schema/ syntax/ schema/unknown-member sagemaker/canary-too-large sagemaker/padded-value "
    "sagemaker/duplicate-tag-key sagemaker/timeout-too-short sagemaker/mixed-case-endpoint-name * #").split(" ")
CEL_WORDS = (
    "&& || ! == != <= >= ? : . [ ] { } ( ) , .? [? ' \" r' ''' \\u00e9 \\x41 self x a b name 1 -1 0x10 1.5 1e309 "
    "9223372036854775807 -9223372036854775808 null true false in has( .all(v, .exists(v, .exists_one(v, .map(v, .filter(v, "
    ".transformList(i,v, .transformMap(i,v, .transformMapEntry(i,v, .optMap(v, .optFlatMap(v, cel.bind(v, size( matches( "
    ".matches('(a+)+$') .format([ %s %d %.3f %e %b %x %o strings.quote( math.greatest( math.bitShiftLeft( math.round( "
    "duration('1h') optional.of( .orValue( .split(',') .join( .substring( .charAt( .replace( .reverse() .indexOf( "
    "int( double( string( type( dyn( `x-y` {{ }} instances written").split(" ")
RULE_WORDS = (
    "language|summary|severity|error|warning|note|evidence|documented|inferred|shape|let|when|require|unique|compare|exact|"
    "ignore-case|case-only|report|also|at|label|message|help|allowed|maximum|fix|title|safe|value|sensitive|default: off|"
    "stability: preview|unless|cases|why|sources|examples|valid|invalid|input|instances|"
    "TrafficRoutingConfig|CapacitySize|TagList|AlarmList|BlueGreenUpdatePolicy|CreateEndpointInput|{self}|{item.Key}").split("|")
CONFIGURATION_WORDS = (
    "required-version|preset|rules|fail-level|files|instances|exclude|rule-paths|placeholders|model|suppressions|"
    "forbid-suppressing|baseline|kind|pointer|reason|recommended|strict|minimal|dollar|jinja|angle|never|error|warning|off|"
    ">=0.1, <0.2|~=0.1|==1.0|**/|*.yaml|{a,b}|[!a-z]|\\\\|/DeploymentConfig/~1|CreateEndpoint|UpdateEndpoint").split("|")
REGEX_WORDS = (
    "( ) (?: (?i) (?s) (?m) (?U) (?P<n> [ ] [^ - | * + ? *? {2} {2,} {0,3} {1000} ^ $ \\A \\z \\b \\B "
    "\\d \\w \\s \\D \\pL \\p{Greek} \\P{Lu} [[:alpha:]] [[:^word:]] \\Q \\E \\x{10FFFF} \\x41 \\101 . (?-i: \\C").split(" ")
DICTIONARIES = {
    "cel": CEL_WORDS, "regex": REGEX_WORDS, "json": JSON_WORDS, "yaml": YAML_WORDS + JSON_WORDS[:8],
    "lint": REQUEST_WORDS + YAML_WORDS + JSON_WORDS + DIRECTIVES, "rules": RULE_WORDS + CEL_WORDS + YAML_WORDS,
    "configuration": CONFIGURATION_WORDS + YAML_WORDS, "suppressions": DIRECTIVES,
}


# First inputs.


def jsonl(path):
    return (json.loads(line) for line in path.read_text().splitlines())


def files(*suffixes):
    for path in sorted(FIXTURES.rglob("*")):
        if path.suffix in suffixes and path.is_file() and path.stat().st_size <= 4000:
            yield path, path.read_bytes()


def constraint_rows(step):
    for path in sorted((FIXTURES / "constraints").glob("*.jsonl")):
        yield from itertools.islice(jsonl(path), 0, None, step)


def cel_seeds():
    for name in ("conformance-sample", "public-rules-sample"):
        for row in jsonl(ROOT / f"Tests/CELTests/Fixtures/{name}.jsonl"):
            # A map with the members a, b and name, and a list of ints.
            data = b"\x0a\x03\x00\x03\x07\x01\x09\x02\x03\x01\x03\x02\x02\x07\x03abc" + b"\x09\x03\x03\x01\x03\x02\x03\x03"
            yield (row.get("expr") or row["rule"]).encode() + b"\0" + data


def regex_seeds():
    for row in jsonl(ROOT / "Tests/LinearRegexTests/Fixtures/re2-agreement.jsonl"):
        text = max((sample["text"] for sample in row.get("texts", [])), key=len, default="")
        yield row["pattern"].encode() + b"\0" + text.encode()


def json_seeds():
    yield from (data for _, data in files(".json", ".ndjson"))
    for row in constraint_rows(20):
        yield from (row[key].encode() for key in ("invalid", "valid") if isinstance(row.get(key), str))


def yaml_seeds():
    yield from (data for _, data in files(".yaml", ".yml"))
    for row in constraint_rows(20):
        yield from (row[key].encode() for key in ("invalidYAML", "validYAML") if isinstance(row.get(key), str))


def lint_seeds():
    inputs = list(files(".yaml", ".yml", ".json", ".ndjson"))
    texts = [({".json": 1, ".ndjson": 2}.get(path.suffix, 0), data) for path, data in inputs]
    for row in constraint_rows(10):
        texts += [(0, row[key].encode()) for key in ("invalidYAML",) if isinstance(row.get(key), str)]
        texts += [(1, row[key].encode()) for key in ("invalid",) if isinstance(row.get(key), str)]
    # Each text with another of the six ways of asking, and of the ten ways of reporting.
    for number, (form, data) in enumerate(texts):
        for way in (0, number % 6):
            yield bytes([form + 3 * way, number % 10 | (number & 1) << 7]) + data


def rule_seeds():
    for folder in (ROOT / "rules", FIXTURES / "own-rules", FIXTURES / "wrong-rules"):
        yield from (path.read_bytes() for path in sorted(folder.rglob("*.yaml")))


def configuration_seeds():
    yield from (row["text"].encode() for row in jsonl(FIXTURES / "configuration/cases.jsonl"))


def suppression_seeds():
    words = ["ignore[sagemaker/padded-value] because", "ignore-block[schema/] x", "ignore-file[sagemaker/] x",
             "ignore[sagemaker/canary-too-large, schema/unknown-member] x", "kind=UpdateEndpoint", "instances=4",
             "ignore[*] x", "ignore", "ignore[]", "ignore-block[sagemaker/timeout-too-short] reason", "ignroe[schema/] x"]
    for mark in "01":
        yield from ("\n".join([""] * line + [mark + word]).encode() for line in range(17) for word in words)
    yield "\n".join("01"[n % 2] + words[n % len(words)] for n in range(17)).encode()


SEEDS = {
    "cel": cel_seeds, "regex": regex_seeds, "json": json_seeds, "yaml": yaml_seeds, "lint": lint_seeds,
    "rules": rule_seeds, "configuration": configuration_seeds, "suppressions": suppression_seeds,
}


# Running.


class Target:
    def __init__(self, name, scratch):
        self.name = name
        self.program = scratch / "release/FuzzTargets"
        self.folder = scratch / name
        self.corpus = self.folder / "corpus"
        self.corpus.mkdir(parents=True, exist_ok=True)
        self.kept = HERE / "corpus" / f"{name}.txt"
        self.regressions = HERE / "regressions" / name
        self.dictionary = self.folder / "dictionary"
        self.dictionary.write_text("".join(f'"{self.quoted(word)}"\n' for word in DICTIONARIES[name] if word))

    @staticmethod
    def quoted(word):
        return "".join(
            chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02X}" for byte in word.encode())

    def known_inputs(self):
        yield from SEEDS[self.name]()
        if self.kept.exists():
            yield from (base64.b64decode(line) for line in self.kept.read_text().split())
        if self.regressions.is_dir():
            yield from (path.read_bytes() for path in sorted(self.regressions.iterdir()))

    def call(self, *arguments):
        command = [self.program, *arguments, f"-dict={self.dictionary}", f"-artifact_prefix={self.folder}/",
                   f"-max_len={LONGEST.get(self.name, 3000)}", "-timeout=60", "-rss_limit_mb=2048", "-print_final_stats=1"]
        environment = {**os.environ, "FUZZ_TARGET": self.name}
        return subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", env=environment)

    def finish(self, finished, what):
        lines = finished.stderr.splitlines()
        if finished.returncode != 0:
            print("\n".join(lines[-60:]))
        runs = re.search(r"number_of_executed_units: (\d+)", finished.stderr)
        reached = re.findall(r"cov: (\d+) ft: (\d+)", finished.stderr)
        edges, features = reached[-1] if reached else ("?", "?")
        verdict = "nothing found" if finished.returncode == 0 else "FOUND SOMETHING"
        print(f"{self.name}: {verdict}, {what}: {runs.group(1) if runs else '?'} executions, {edges} edges, "
              f"{features} features", flush=True)
        return finished.returncode == 0

    def replay(self):
        inputs = list(self.known_inputs())
        for number, data in enumerate(inputs):
            (self.corpus / f"known-{number}").write_bytes(data)
        with tempfile.TemporaryDirectory() as folder:
            for number, data in enumerate(inputs):
                (pathlib.Path(folder) / str(number)).write_bytes(data)
            return self.finish(self.call(folder, "-runs=0"), f"replay of {len(inputs)} inputs")

    def fuzz(self, seconds):
        return self.finish(self.call(self.corpus, f"-max_total_time={seconds}"), f"{seconds} s")

    def keep(self):
        with tempfile.TemporaryDirectory() as folder:
            # What the fixtures reach anyway needs no keeping.
            seeds = pathlib.Path(folder) / "seeds"
            new = pathlib.Path(folder) / "new"
            seeds.mkdir()
            new.mkdir()
            for number, data in enumerate(SEEDS[self.name]()):
                (seeds / str(number)).write_bytes(data)
            self.call("-merge=1", seeds, self.corpus)
            seeded = {path.read_bytes() for path in seeds.iterdir()} - set(SEEDS[self.name]())
            lines, size = [], 0
            for data in sorted(seeded, key=lambda data: (len(data), data)):
                line = base64.b64encode(data).decode()
                size += len(line)
                if size > KEPT_BYTES:
                    break
                lines.append(line)
            self.kept.parent.mkdir(exist_ok=True)
            self.kept.write_text("".join(line + "\n" for line in lines))
            print(f"{self.name}: kept {len(lines)} of {len(seeded)} inputs")


def build(scratch):
    # With what builds the tests for AddressSanitizer, so that all modules are compiled once for both.
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "FuzzTargets", "--sanitize=address", "--package-path", ROOT,
         "--scratch-path", scratch, "-Xswiftc", "-use-ld=lld"],
        env={**os.environ, "FUZZ": "1"}, check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    time_given = parser.add_mutually_exclusive_group(required=True)
    time_given.add_argument("--minutes", type=float, help="how long all targets take together")
    time_given.add_argument("--seconds", type=float, help="the same in seconds")
    time_given.add_argument("--replay", action="store_true", help="run the inputs that are kept, and nothing else")
    time_given.add_argument("--keep", action="store_true", help="write Tests/Fuzzing/corpus from what was reached")
    parser.add_argument("targets", nargs="*", help=", ".join(NAMES))
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build-fuzz")
    arguments = parser.parse_args()
    names = arguments.targets or NAMES
    if unknown := set(names) - set(NAMES):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    scratch = arguments.scratch.resolve()
    begun = time.monotonic()
    build(scratch)
    print(f"built in {time.monotonic() - begun:.0f} s", flush=True)
    targets = [Target(name, scratch) for name in names]
    if arguments.keep:
        for target in targets:
            target.keep()
        return
    passed = [target.replay() for target in targets]
    if not arguments.replay:
        seconds = arguments.seconds or arguments.minutes * 60
        passed += [target.fuzz(max(1, round(seconds / len(targets)))) for target in targets]
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()
