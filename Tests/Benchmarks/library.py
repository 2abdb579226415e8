#!/usr/bin/env python3
"""Measures what a check costs a program, beside botocore's own validator, in one go.

Usage: pip install boto3==1.43.11 && Tests/Benchmarks/library.py [--scratch FOLDER] [--calls 1000000]

On a clean request of 1 KB: `lint(json:)` of the Swift library and botocore's ParamValidator, in processor time, the best
of many rounds, in alternation; what `deploylint.attach` adds to a call of a boto3 client whose answers are stubbed, to the
first one and to a warm one, by the clock; and the memory of the library after a tenth of the calls and after all. Ends
with 1 where a goal is missed.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import boto3
import botocore.session
from botocore.stub import Stubber
from botocore.validate import ParamValidator

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROUNDS = 5
CALLS = 200


def request():
    """A clean request of 1 KB."""
    return {
        "EndpointName": "churn-prediction-production",
        "EndpointConfigName": "churn-prediction-2024-06-01-a1b2c3",
        "DeploymentConfig": {
            "BlueGreenUpdatePolicy": {
                "TrafficRoutingConfiguration": {
                    "Type": "CANARY",
                    "WaitIntervalInSeconds": 600,
                    "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 10},
                },
                "TerminationWaitInSeconds": 300,
                "MaximumExecutionTimeoutInSeconds": 3600,
            },
            "AutoRollbackConfiguration": {
                "Alarms": [{"AlarmName": "churn-5xx"}, {"AlarmName": "churn-latency-p99"}]
            },
        },
        "Tags": [
            {"Key": name, "Value": f"value of {name}"}
            for name in ("team", "cost-center", "environment", "application", "owner", "repository", "compliance",
                         "data-class", "on-call", "release")
        ],
    }


def build(scratch):
    for product, options in (("LibraryBenchmark", {"TEST_TOOLS": "1"}), ("deploylint", {})):
        subprocess.run(
            ["swift", "build", "-c", "release", "--product", product, "--package-path", ROOT, "--scratch-path", scratch],
            env={**os.environ, **options}, check=True, stdout=subprocess.DEVNULL)
    return scratch / "release"


def validator_time(params):
    """Seconds of processor time that botocore's validator takes."""
    model = botocore.session.get_session().get_service_model("sagemaker").operation_model("CreateEndpoint")
    validator = ParamValidator()
    best = float("inf")
    for _ in range(50):
        start = time.process_time()
        for _ in range(50):
            assert not validator.validate(params, model.input_shape).has_errors()
        best = min(best, (time.process_time() - start) / 50)
    return best


def attach_times(params):
    """Seconds that a warm call takes without and with the check, and what the first checked call takes on top."""
    import deploylint

    client = boto3.client("sagemaker", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")

    def calls(count):
        times = []
        for _ in range(count):
            with Stubber(client) as stub:
                stub.add_response("create_endpoint", {"EndpointArn": "arn:aws:sagemaker:us-east-1:1:endpoint/churn"})
                start = time.perf_counter()
                client.create_endpoint(**params)
                times.append(time.perf_counter() - start)
        return times

    calls(20)
    bare, checked, firsts = [], [], []
    for _ in range(ROUNDS):
        bare += calls(CALLS)
        linter = deploylint.Linter()
        deploylint.attach(client, linter=linter)
        firsts += calls(1)
        checked += calls(CALLS)
        deploylint.detach(client)
        linter.close()
    bare, checked = statistics.median(bare), statistics.median(checked)
    return bare, checked, statistics.median(firsts) - bare


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build-tools")
    parser.add_argument("--calls", type=int, default=1_000_000, help="of the library, for the memory")
    arguments = parser.parse_args()
    programs = build(arguments.scratch)
    os.environ["DEPLOYLINT_EXECUTABLE"] = str(programs / "deploylint")
    sys.path.insert(0, str(ROOT / "Sources/python"))

    params = request()
    text = json.dumps(params)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(text)
        file.flush()
        ours, theirs = float("inf"), float("inf")
        for _ in range(ROUNDS):
            outcome = subprocess.run([programs / "LibraryBenchmark", "time", file.name], check=True, capture_output=True)
            ours = min(ours, int(outcome.stdout) / 1e9)
            theirs = min(theirs, validator_time(params))
    bare, checked, first = attach_times(params)
    leak = subprocess.run(
        [programs / "LibraryBenchmark", "leak", str(arguments.calls)], capture_output=True, text=True)

    goals = [
        (f"lint(json:) on {len(text)} bytes", ours * 1e6, "µs", 20),
        ("botocore's ParamValidator on the same", theirs * 1e6, "µs", None),
        ("the first as a share of the second", ours / theirs * 100, "%", 25),
        ("a call of boto3, stubbed", bare * 1e3, "ms", None),
        ("attach adds to a warm call", (checked - bare) * 1e3, "ms", 1),
        ("attach adds to the first call", first * 1e3, "ms", 15),
    ]
    failed = leak.returncode != 0
    print(f"load {os.getloadavg()[0]:.1f}")
    for name, value, unit, goal in goals:
        missed = goal is not None and value >= goal
        failed = failed or missed
        aim = "" if goal is None else f"  (aim: under {goal} {unit}{', missed' if missed else ''})"
        print(f"{name:40} {value:8.2f} {unit}{aim}")
    print(f"memory: {leak.stdout.strip()}{', which is not flat' if leak.returncode else ''}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
