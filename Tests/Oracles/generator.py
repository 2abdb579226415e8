"""Seeded requests for the agreement scripts: valid ones, ones on a boundary, and ones with up to four faults."""

from __future__ import annotations

import copy
import random
from typing import Any

KINDS = ("CreateEndpoint", "UpdateEndpoint")

# A calm request draws from these; the others also from what lies around and beyond the limits.
CALM_WAITS = [60, 300, 600, 1439, 1440, 3599, 3600]
CALM_PERCENTS = [10, 13, 16, 20, 25, 33, 50]
WAITS = [0, 1, 59, 60, 300, 599, 600, 1439, 1440, 3599, 3600]
PERCENTS = [1, 4, 5, 9, 10, 13, 16, 20, 25, 30, 33, 49, 50, 51, 100, 101]
COUNTS = [1, 2, 3, 5, 2**31 - 1]
ALARM_NAMES = [
    "churn-5xx", "churn-latency", "a", "caf\u00e9", "cafe\u0301", "Überwachung 5xx", "\U0001f6a8 down", "a" * 255,
]  # fmt: skip
ODD_ALARM_NAMES = [
    "", " ", "\t", "\u00a0", " a", "a\u3000", "a\tb", "a\x00", "a\x7f", "a\n", "a\r", "a\u0085b", "a\u2028b", "a" * 256,
    "\U0001f6a8" * 255, "e\u0301" * 128, "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a", "ARN:x", "<your-alarm>",
    "${ALARM}", "{{ alarm }}", "string", "TODO", "replace_me", "your alarm", "yours", "strings", "arn:\x01",
]  # fmt: skip
TAG_KEYS = [
    "team", "Team", "owner", "cost-center", "env", "a b", "straße", "STRASSE", "\u0421\u0442", "\u0441\u0422",
    "\u212a", "k",
]  # fmt: skip
ODD_TAG_KEYS = [
    "", " team", "team ", "team\u2028", "aws:owner", "AWS:x", "aws", "aws-x", "R&D", "a,b", "e\u0301", "tab\t",
    "line\n", "k" * 128, "k" * 129, "\U00020000" * 128, "\U00020000" * 129, "password", "db_password", "passwords",
    "api-key", "apikey", "secretary", "my secret", "AuthToken", "aws:secret", "\U0001f600", "٣", "Ⅷ",
]  # fmt: skip
TAG_VALUES = ["ml", "", "1234", "a b", "prod", "über", "R+D", "v" * 256]
ODD_TAG_VALUES = [
    "v" * 257, "R&D", "aws:x", "Aws:y", "AKIAIOSFODNN7EXAMPLE", "xASIAIOSFODNN7EXAMPLEx", "AKIAIOSFODNN7EXAMPL",
    " ml ", "jane.doe@example.com", "e\u0301", "a\n", "\u2028", "\U00020000" * 256, "\U00020000" * 257,
]  # fmt: skip
ODD_NAMES = [
    "", "-", "a-", "-a", "a--b", "churn_prod", "churn\n", "a" * 63, "a" * 64, ("ab-" * 22)[:64], "string", "Todo",
    "your-endpoint-name", "changeme", "replace-me", "${NAME}", "é", "\uff11", "A-B",
]  # fmt: skip
# Values of every type; the integers lie around the bounds of the shapes and of 32 and 64 bits.
ANYTHING = [
    None, True, False, 0, 1, -1, 59, 60, 3600, 3601, 599, 28800, 28801, 2**31 - 1, 2**31, 2**32, 2**63, 2**64, 10**30,
    -(2**31), -(2**63) - 1, 0.0, 60.0, 3600.5, -0.5, 1e20, "", "60", "true", "CANARY", "ALL_AT_ONCE", [], {}, [[]],
    [None], ["a"], {"Type": "CAPACITY_PERCENT", "Value": 20}, {"AlarmName": "a"}, [{}],
    {"a": {"b": {"c": [1, {"d": None}]}}},
]  # fmt: skip
UNKNOWN_MEMBERS = [
    "endpointName", "Endpointname", "TrafficRoutingConfig", "AutoRollbackConfig", "CanarysSize", "Value ", "value",
    "type", "Tags", "RetainDeploymentConfig", "TerminationWaitInSeconds", "Unit", "a/b~c", "~1", "", "é", "e\u0301",
    "0", "x.y", "$ref", "ProductionVariants", "Alarms", "AlarmName", "Key",
]  # fmt: skip


def deep(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"x": value}
    return value


class Generator:
    def __init__(self, kind: str, seed: int):
        self.kind = kind
        self.random = random.Random(f"{kind} {seed}")
        self.number = 0
        self.calm = False

    def request(self) -> Any:
        self.calm = self.maybe(0.5)
        request = self.sound_request()
        for _ in range(self.random.choice([0, 0, 0, 0, 1, 1, 2] if self.calm else [0, 0, 1, 1, 1, 2, 2, 3, 4])):
            request = self.mutated(request)
        return request

    # Requests that keep the schema, and often the rules

    def maybe(self, probability: float) -> bool:
        return self.random.random() < probability

    def sound_request(self) -> dict:
        pick = self.random.choice
        self.number += 1
        # Names differ from request to request, since the requests of one file are compared with each other.
        request: dict[str, Any] = {
            "EndpointName": f"churn-{self.number}",
            "EndpointConfigName": pick(["churn-config", "cfg-2024-06-01", "A1"]),
        }
        if self.maybe(0.03):
            request["EndpointName"] = pick(["shared", "Shared", "SHARED"])
        if self.maybe(0.9):
            request["DeploymentConfig"] = self.deployment()
        if self.kind == "CreateEndpoint":
            if self.maybe(0.4):
                request["Tags"] = self.tags()
        else:
            if self.maybe(0.5):
                request["RetainAllVariantProperties"] = pick([True, True, False])
            if self.maybe(0.4):
                kinds = ["DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig"]
                chosen = [pick(kinds) for _ in range(pick([0, 1, 1, 2, 2, 3, 4]))]
                request["ExcludeRetainedVariantProperties"] = [{"VariantPropertyType": kind} for kind in chosen]
            if self.maybe(0.3):
                request["RetainDeploymentConfig"] = pick([True, False])
        return self.shuffled(request)

    def shuffled(self, mapping: dict) -> dict:
        members = list(mapping.items())
        if self.maybe(0.3):
            self.random.shuffle(members)
        return dict(members)

    def deployment(self) -> dict:
        config: dict[str, Any] = {}
        policies = self.random.choice(
            [("blue-green",)] * 6 + [("rolling",)] * 3 + ([] if self.calm else [("blue-green", "rolling"), ()])
        )
        if "blue-green" in policies:
            config["BlueGreenUpdatePolicy"] = self.blue_green()
        if "rolling" in policies:
            config["RollingUpdatePolicy"] = self.rolling()
        if self.maybe(0.9 if self.calm else 0.7):
            config["AutoRollbackConfiguration"] = self.auto_rollback()
        return self.shuffled(config)

    def wait(self) -> int:
        return self.random.choice(CALM_WAITS if self.calm else WAITS)

    def size(self) -> dict:
        if self.maybe(0.7):
            return {"Type": "CAPACITY_PERCENT", "Value": self.random.choice(CALM_PERCENTS if self.calm else PERCENTS)}
        return {"Type": "INSTANCE_COUNT", "Value": self.random.choice(COUNTS)}

    def limit(self, wait: int, termination: int, steps: list[int]) -> int:
        """A time limit on one of the boundaries that the rules draw."""
        pick = self.random.choice
        total = pick(steps) * wait + termination
        limit = pick([total - 1, total, total + 1, total + 599, total + 600, 600, 1800, 3600, 28800])
        return min(max(limit, 600), 28800) if self.maybe(0.95) else limit

    def blue_green(self) -> dict:
        pick = self.random.choice
        strategy = pick(["ALL_AT_ONCE", "CANARY", "LINEAR", "LINEAR"])
        wait = self.wait()
        routing: dict[str, Any] = {"Type": strategy, "WaitIntervalInSeconds": wait}
        if strategy == "CANARY" or self.maybe(0.01 if self.calm else 0.1):
            routing["CanarySize"] = self.size()
        if strategy == "LINEAR" or self.maybe(0.01 if self.calm else 0.1):
            routing["LinearStepSize"] = self.size()
        policy: dict[str, Any] = {"TrafficRoutingConfiguration": self.shuffled(routing)}
        termination = 0
        if self.maybe(0.6):
            termination = policy["TerminationWaitInSeconds"] = self.wait()
        if self.maybe(0.6):
            step = routing.get("LinearStepSize", {"Value": 50})["Value"]
            steps = {"ALL_AT_ONCE": [1], "CANARY": [1, 2]}.get(strategy, [1, 2, -(-100 // step), 3, 5])
            policy["MaximumExecutionTimeoutInSeconds"] = self.limit(wait, termination, steps)
        return self.shuffled(policy)

    def rolling(self) -> dict:
        batch, wait = self.size(), self.wait()
        policy: dict[str, Any] = {"MaximumBatchSize": batch, "WaitIntervalInSeconds": wait}
        if self.maybe(0.4):
            policy["RollbackMaximumBatchSize"] = self.size()
        if self.maybe(0.6):
            policy["MaximumExecutionTimeoutInSeconds"] = self.limit(wait, 0, [1, 2, -(-100 // batch["Value"]), 3, 5])
        return self.shuffled(policy)

    def auto_rollback(self) -> dict:
        pick = self.random.choice
        if self.calm:
            return {"Alarms": [{"AlarmName": name} for name in self.random.sample(ALARM_NAMES, pick([1, 2, 3]))]}
        if self.maybe(0.05):
            return {}
        count = pick([1, 1, 1, 2, 2, 3, 0, 10, 11])
        names = [pick(ODD_ALARM_NAMES if self.maybe(0.15) else ALARM_NAMES) for _ in range(count)]
        if count >= 10 and self.maybe(0.5):
            names = [f"a{index:02}" for index in range(count)]
        return {"Alarms": [{"AlarmName": name} for name in names]}

    def tags(self) -> list:
        pick = self.random.choice
        if self.calm:
            keys = self.random.sample(["team", "owner", "cost-center", "env", "a b"], pick([0, 1, 2, 3]))
            return [{"Key": key, "Value": pick(TAG_VALUES)} for key in keys]
        count = pick([0, 1, 1, 2, 2, 3, 4])
        if self.maybe(0.05):
            return [{"Key": f"k{index:02}", "Value": "v"} for index in range(pick([49, 50, 51]))]
        return [
            {
                "Key": pick(ODD_TAG_KEYS if self.maybe(0.3) else TAG_KEYS),
                "Value": pick(ODD_TAG_VALUES if self.maybe(0.25) else TAG_VALUES),
            }
            for _ in range(count)
        ]

    # Faults

    def mutated(self, request: Any) -> Any:
        request = copy.deepcopy(request)
        if self.maybe(0.01):
            return self.random.choice(ANYTHING + [[request]])
        places: list[tuple[Any, Any]] = []
        collect(request, places)
        if not places:
            return request
        node, token = self.random.choice(places)
        self.random.choice([self.replace, self.replace, self.remove, self.rename, self.add, self.turn])(node, token)
        return request

    def replace(self, node: Any, token: Any) -> None:
        if token in ("EndpointName", "EndpointConfigName") and self.maybe(0.7):
            node[token] = self.random.choice(ODD_NAMES)
        else:
            node[token] = copy.deepcopy(self.random.choice(ANYTHING))

    def remove(self, node: Any, token: Any) -> None:
        del node[token]

    def rename(self, node: Any, token: Any) -> None:
        if isinstance(node, dict):
            value = node.pop(token)
            node[self.random.choice([token.lower(), token + "s", token[:-1], *UNKNOWN_MEMBERS])] = value

    def add(self, node: Any, token: Any) -> None:
        value = copy.deepcopy(self.random.choice(ANYTHING + [deep(20)]))
        if isinstance(node, dict):
            node[self.random.choice(UNKNOWN_MEMBERS)] = value
        else:
            node.append(copy.deepcopy(node[0]) if self.maybe(0.5) else value)

    def turn(self, node: Any, token: Any) -> None:
        """A value in another spelling: quoted, in a list, in another case, as a float."""
        value = node[token]
        if isinstance(value, str):
            node[token] = self.random.choice([value.lower(), value.title(), value + "\n", " " + value, [value]])
        elif type(value) is int:
            node[token] = self.random.choice([str(value), value + 0.0 if value < 2**53 else value, [value], -value])
        else:
            node[token] = [value]


def collect(node: Any, places: list[tuple[Any, Any]]) -> None:
    """Every place in a tree, as a container and a key or index of it."""
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for token, value in members:
        places.append((node, token))
        collect(value, places)


def requests(kind: str, count: int, seed: int) -> list[Any]:
    generator = Generator(kind, seed)
    return [generator.request() for _ in range(count)]
