"""The checks of a CreateEndpoint or UpdateEndpoint request, said a second time.

This module states the schema checks and the rules that are on by default in plain Python, written from AWS's
documentation and not from deploylint's sources, so that the two can be compared. It favours being read over being fast.

    findings(request, kind, instances=None) -> [Finding(rule, pointer, member, severity)]

`request` is what `json.loads` returns. Findings come in no particular order.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from shapes import (
    INPUTS,
    NAMES,
    Finding,
    Integer,
    List,
    Structure,
    Text,
    alarm,
    auto_rollback,
    below,
    blue_green,
    capacity_size,
    deployment_config,
    own_faults,
    rolling,
    schema_findings,
    tag,
    traffic_routing,
    variant_property,
)

# MARK: What a rule may read

ABSENT = object()  # an optional member that is not written
UNKNOWN = object()  # a value at fault, a required member that is missing, or a part of such


def read(node: Any, shape: Structure, member: str) -> Any:
    if node is ABSENT or node is UNKNOWN:
        return node
    if member not in node:
        return UNKNOWN if member in shape.required else ABSENT
    return UNKNOWN if own_faults(node[member], shape.members[member]) else node[member]


def known(*values: Any) -> bool:
    return all(value is not ABSENT and value is not UNKNOWN for value in values)


def written(node: Any, member: str) -> bool:
    """Whether a member is there at all, be it null or faulty."""
    return known(node) and member in node


def items(node: Any, member: str) -> list[Any]:
    """The items of a list, also of one with too few or too many."""
    return node[member] if known(node) and isinstance(node.get(member), list) else []


# MARK: Sizes and steps

PERCENT, COUNT = "CAPACITY_PERCENT", "INSTANCE_COUNT"


def ceiling(a: int, b: int) -> int:
    return -(-a // b)


def size_of(node: Any, shape: Structure, member: str) -> tuple[Any, Any]:
    size = read(node, shape, member)
    return read(size, capacity_size, "Type"), read(size, capacity_size, "Value")


def sound(size: tuple[Any, Any], least: int, most: int) -> bool:
    """Whether a size is known and, in percent, within its member's limits."""
    return known(*size) and (size[0] == COUNT or least <= size[1] <= most)


def steps_of(size: tuple[str, int], instances: int | None) -> tuple[int, int]:
    """Into how many steps a size cuts the fleet, at least and at most: a percentage that does not divide the fleet may
    be rounded either way, though never to no instance."""
    kind, value = size
    if instances is None:
        steps = 2 if kind == COUNT else ceiling(100, value)
        return steps, steps
    larger = value if kind == COUNT else max(1, ceiling(instances * value, 100))
    smaller = value if kind == COUNT else max(1, instances * value // 100)
    return ceiling(instances, larger), ceiling(instances, smaller)


# MARK: Rules


class Rules:
    """One run over one request; each method adds what it finds."""

    def __init__(self, instances: int | None):
        self.instances = instances
        self.found: list[Finding] = []

    def add(self, severity: str, rule: str, pointer: str, member: str | None = None) -> None:
        self.found.append(Finding(f"sagemaker/{rule}", pointer, member, severity))

    def request(self, request: dict, kind: str) -> None:
        shape = INPUTS[kind]
        for member in NAMES:
            value = read(request, shape, member)
            if known(value) and is_placeholder(value):
                self.add("warning", "placeholder-value", f"/{member}")
        config = read(request, shape, "DeploymentConfig")
        if known(config):
            self.deployment(config, "/DeploymentConfig")
        if kind == "CreateEndpoint":
            self.tags(items(request, "Tags"), "/Tags")
        else:
            self.update(request, shape)

    def update(self, request: dict, shape: Structure) -> None:
        retain_all = read(request, shape, "RetainAllVariantProperties")
        if written(request, "ExcludeRetainedVariantProperties") and (retain_all is ABSENT or retain_all is False):
            self.add("warning", "excluded-without-retain", "")
        if written(request, "DeploymentConfig") and read(request, shape, "RetainDeploymentConfig") is True:
            self.add("warning", "conflicting-deployment-config", "")
        list_pointer = "/ExcludeRetainedVariantProperties"
        seen = set()
        for index, item in enumerate(items(request, "ExcludeRetainedVariantProperties")):
            kind = read(item, variant_property, "VariantPropertyType") if isinstance(item, dict) else UNKNOWN
            pointer = f"{list_pointer}/{index}/VariantPropertyType"
            if kind == "DataCaptureConfig":
                self.add("warning", "unsupported-exclusion", pointer)
            if known(kind) and kind in seen:
                self.add("warning", "duplicate-exclusion", pointer)
            seen.add(kind)

    # The deployment configuration

    def deployment(self, config: dict, pointer: str) -> None:
        policies = [m for m in config if m in ("BlueGreenUpdatePolicy", "RollingUpdatePolicy")]
        if len(policies) == 2:
            self.add("error", "two-update-policies", below(pointer, policies[1]))
        if not config:
            self.add("note", "empty-deployment-config", pointer)
        if not policies and "AutoRollbackConfiguration" in config:
            self.add("note", "no-update-policy", pointer)

        policy = read(config, deployment_config, "BlueGreenUpdatePolicy")
        routing = read(policy, blue_green, "TrafficRoutingConfiguration")
        strategy = read(routing, traffic_routing, "Type")
        bake = read(routing, traffic_routing, "WaitIntervalInSeconds")
        policy_pointer = below(pointer, "BlueGreenUpdatePolicy")
        routing_pointer = below(policy_pointer, "TrafficRoutingConfiguration")
        bake_pointer = below(routing_pointer, "WaitIntervalInSeconds")

        block = read(config, deployment_config, "AutoRollbackConfiguration")
        alarms = read(block, auto_rollback, "Alarms")
        progressive = strategy in ("CANARY", "LINEAR")
        if known(block) and alarms is ABSENT:
            self.add("warning", "no-rollback-alarms", below(pointer, "AutoRollbackConfiguration"))
        if block is ABSENT:
            if progressive or known(read(config, deployment_config, "RollingUpdatePolicy")):
                self.add("warning", "no-rollback-alarms", pointer)
            if strategy == "ALL_AT_ONCE" and known(bake) and bake > 0:
                self.add("note", "unwatched-bake", bake_pointer)
        if progressive or (strategy == "ALL_AT_ONCE" and known(alarms)):
            self.bake(bake, bake_pointer)
        self.alarms(items(block, "Alarms"), f"{pointer}/AutoRollbackConfiguration/Alarms")

        if known(routing):
            self.routing(routing, routing_pointer)
        if known(policy):
            linear = size_of(routing, traffic_routing, "LinearStepSize")
            steps = UNKNOWN
            if strategy == "ALL_AT_ONCE":
                steps = 1, 1
            elif strategy == "CANARY":
                steps = 2, 2
            elif strategy == "LINEAR" and sound(linear, 10, 50) and not self.is_illegal_count(linear, 10):
                steps = steps_of(linear, self.instances)
            termination = read(policy, blue_green, "TerminationWaitInSeconds")
            if termination is ABSENT:
                termination = 0
            self.limit(policy, blue_green, policy_pointer, bake, bake_pointer, termination, steps)

        batches = read(config, deployment_config, "RollingUpdatePolicy")
        if known(batches):
            self.rolling(batches, below(pointer, "RollingUpdatePolicy"))

    def bake(self, seconds: Any, pointer: str) -> None:
        if known(seconds) and seconds == 0:
            self.add("warning", "zero-bake", pointer)
        elif known(seconds) and seconds < 60:
            self.add("note", "short-bake", pointer)

    def limit(
        self, policy: dict, shape: Structure, pointer: str, bake: Any, bake_pointer: str, termination: Any, steps: Any
    ) -> None:
        """The time limit against the waits it has to hold, worst finding first. With the fleet known, what fails even
        with the fewest steps is an error; what fails with the most is a warning."""
        severity = "warning" if self.instances is None else "error"
        most = read(policy, shape, "MaximumExecutionTimeoutInSeconds")
        most_pointer = below(pointer, "MaximumExecutionTimeoutInSeconds")
        if most is UNKNOWN or not known(bake, termination):
            return
        if most is not ABSENT and most <= bake + termination:
            self.add("error", "timeout-too-short", most_pointer)
        elif known(steps):
            least_total, most_total = (count * bake + termination for count in steps)
            rule, place = "timeout-shorter-than-rollout", most_pointer
            if most is ABSENT:
                rule, place = "rollout-over-limit", bake_pointer
            bound = 28800 if most is ABSENT else most
            if bound <= least_total:
                self.add(severity, rule, place)
            elif bound <= most_total:
                self.add("warning", rule, place)
            elif most is not ABSENT and most - most_total < 600:
                self.add("note", "timeout-headroom", most_pointer)

    def routing(self, routing: dict, pointer: str) -> None:
        strategy = read(routing, traffic_routing, "Type")
        canary = size_of(routing, traffic_routing, "CanarySize")
        linear = size_of(routing, traffic_routing, "LinearStepSize")
        for wanted, member, rule in (
            ("CANARY", "CanarySize", "canary-size"),
            ("LINEAR", "LinearStepSize", "linear-step"),
        ):
            if strategy == wanted and member not in routing:
                self.add("error", f"missing-{rule}", pointer, member)
            if known(strategy) and strategy != wanted and member in routing:
                self.add("warning", f"unused-{rule}", below(pointer, member))
        if strategy == "CANARY":
            self.single_instance(canary, f"{pointer}/CanarySize")
        if strategy == "LINEAR":
            self.single_instance(linear, f"{pointer}/LinearStepSize")
        if known(*canary):
            if canary[0] == PERCENT and canary[1] > 50:
                self.add("error", "canary-too-large", f"{pointer}/CanarySize/Value")
            if canary[0] == COUNT and self.fleet_of_several and 2 * canary[1] > self.instances:
                self.add("error", "canary-count-too-large", f"{pointer}/CanarySize/Value")
        if known(*linear):
            if linear[0] == PERCENT and not 10 <= linear[1] <= 50:
                self.add("error", "linear-step-out-of-range", f"{pointer}/LinearStepSize/Value")
            if self.is_illegal_count(linear, 10):
                self.add("error", "linear-step-count-out-of-range", f"{pointer}/LinearStepSize/Value")

    def rolling(self, policy: dict, pointer: str) -> None:
        bake = read(policy, rolling, "WaitIntervalInSeconds")
        batch = size_of(policy, rolling, "MaximumBatchSize")
        back = size_of(policy, rolling, "RollbackMaximumBatchSize")
        bake_pointer = below(pointer, "WaitIntervalInSeconds")
        self.bake(bake, bake_pointer)
        self.single_instance(batch, f"{pointer}/MaximumBatchSize")
        if known(*batch):
            if batch[0] == PERCENT and not 5 <= batch[1] <= 50:
                self.add("error", "rolling-batch-out-of-range", f"{pointer}/MaximumBatchSize/Value")
            if self.is_illegal_count(batch, 20):
                self.add("error", "rolling-batch-count-out-of-range", f"{pointer}/MaximumBatchSize/Value")
        if known(*back):
            if back[0] == PERCENT and back[1] > 100:
                self.add("error", "rollback-batch-too-large", f"{pointer}/RollbackMaximumBatchSize/Value")
            if back[0] == COUNT and self.instances is not None and back[1] > self.instances:
                self.add("error", "rollback-batch-count-too-large", f"{pointer}/RollbackMaximumBatchSize/Value")
        if sound(batch, 5, 50) and sound(back, 1, 100) and batch[0] == back[0] and back[1] < batch[1]:
            self.add("note", "slow-rollback", f"{pointer}/RollbackMaximumBatchSize/Value")
        steps = UNKNOWN
        if sound(batch, 5, 50) and not self.is_illegal_count(batch, 20):
            steps = steps_of(batch, self.instances)
        self.limit(policy, rolling, pointer, bake, bake_pointer, 0, steps)

    def is_illegal_count(self, size: tuple[str, int], most_steps: int) -> bool:
        """Whether a size in instances is more than half of the fleet, or needs more steps than allowed."""
        kind, value = size
        if kind != COUNT or not self.fleet_of_several:
            return False
        return 2 * value > self.instances or most_steps * value < self.instances

    @property
    def fleet_of_several(self) -> bool:
        """With one instance no count is legal, and `single-instance-rollout` says so instead."""
        return self.instances is not None and self.instances > 1

    def single_instance(self, size: tuple[Any, Any], pointer: str) -> None:
        """Half of one instance is none: a count can never be legal, and a percentage can only mean the whole fleet."""
        if self.instances == 1 and known(*size):
            severity = "error" if size[0] == COUNT else "warning"
            self.add(severity, "single-instance-rollout", below(pointer, "Value"))

    # Alarms and tags

    def alarms(self, alarms: list, pointer: str) -> None:
        seen = set()
        for index, item in enumerate(alarms):
            if not isinstance(item, dict):
                continue
            value = read(item, alarm, "AlarmName")
            place = f"{pointer}/{index}/AlarmName"
            if value is ABSENT:
                self.add("error", "missing-alarm-name", f"{pointer}/{index}", "AlarmName")
            if not known(value):
                continue
            if any(c < " " or c == "\x7f" for c in value):
                self.add("error", "control-character-in-alarm-name", place)
            if value.startswith("arn:"):
                self.add("warning", "alarm-name-is-arn", place)
            if is_placeholder(value) or re.fullmatch("<.*>", value, re.S) or "${" in value or "{{" in value:
                self.add("warning", "placeholder-value", place)
            if is_padded(value):
                self.add("note", "padded-value", place)
            if value in seen:
                self.add("warning", "duplicate-alarm", place)
            seen.add(value)

    def tags(self, tags: list, pointer: str) -> None:
        seen: set[str] = set()
        folded: set[str] = set()
        for index, item in enumerate(tags):
            if not isinstance(item, dict):
                continue
            key, value = read(item, tag, "Key"), read(item, tag, "Value")
            place = f"{pointer}/{index}"
            if known(value):
                if value[:4].lower() == "aws:":
                    self.add("warning", "reserved-tag-value", f"{place}/Value")
                if value and (HOLDS_ACCESS_KEY.search(value) or (known(key) and NAMES_SECRET.search(key))):
                    self.add("warning", "secret-in-tag", f"{place}/Value")
            if not known(key):
                continue
            if key[:4].lower() == "aws:":
                self.add("error", "reserved-tag-key", f"{place}/Key")
            if is_padded(key):
                self.add("note", "padded-value", f"{place}/Key")
            if key in seen:
                self.add("error", "duplicate-tag-key", f"{place}/Key")
            elif simple_fold(key) in folded:
                self.add("warning", "tag-keys-differ-in-case", f"{place}/Key")
            seen.add(key)
            folded.add(simple_fold(key))


HOLDS_ACCESS_KEY = re.compile("(AKIA|ASIA)[0-9A-Z]{16}")
NAMES_SECRET = re.compile(
    "(?i)(^|[^a-z])(password|passwd|secret|api[_-]?key|private[_-]?key|access[_-]?key|auth[_-]?token)([^a-z]|$)"
)


def is_placeholder(text: str) -> bool:
    return re.fullmatch("(?i)string|todo|changeme|replace[-_]?me|your[-_ ].*", text) is not None


def is_padded(text: str) -> bool:
    return bool(text) and any(unicodedata.category(c)[0] == "Z" for c in (text[0], text[-1]))


def simple_fold(text: str) -> str:
    """Unicode's simple case folding, scalar by scalar: no character becomes two."""

    def fold(c: str) -> str:
        if len(c.casefold()) == 1:
            return c.casefold()
        return c.lower() if len(c.lower()) == 1 else c

    return "".join(map(fold, text))


# MARK: A request, a file


def is_unfilled_skeleton(request: Any, kind: str) -> bool:
    """Whether nothing was filled in after `--generate-cli-skeleton`: all members of the shape are there, all numbers
    are 0, all names empty or `string`."""

    def unfilled(value: Any, shape: Any) -> bool:
        match shape:
            case Structure(members, _):
                return (
                    isinstance(value, dict)
                    and value.keys() == members.keys()
                    and all(unfilled(value[m], s) for m, s in members.items())
                )
            case List(item, _, _):
                return isinstance(value, list) and all(unfilled(v, item) for v in value)
            case Text():
                return value in ("", "string")
            case Integer():
                return type(value) is int and value == 0
        return not own_faults(value, shape)

    return unfilled(request, INPUTS[kind])


def findings(request: Any, kind: str, instances: int | None = None) -> list[Finding]:
    """All findings on one request, `duplicate-endpoint-name` excepted, which needs the file."""
    if is_unfilled_skeleton(request, kind):
        return [Finding("schema/unfilled-skeleton", "", None, "error")]
    rules = Rules(instances)
    if isinstance(request, dict):
        rules.request(request, kind)
    return schema_findings(request, INPUTS[kind]) + rules.found


def file_findings(requests: list[Any], kind: str, instances: int | None = None) -> list[list[Finding]]:
    """All findings on the requests of one file, in the file's order."""
    seen: set[str] = set()
    result = []
    for request in requests:
        found = findings(request, kind, instances)
        if kind == "CreateEndpoint" and isinstance(request, dict) and not is_unfilled_skeleton(request, kind):
            value = read(request, INPUTS[kind], "EndpointName")
            if known(value):
                if value.lower() in seen:
                    found.append(Finding("sagemaker/duplicate-endpoint-name", "/EndpointName", None, "error"))
                seen.add(value.lower())
        result.append(found)
    return result
