"""The shapes of CreateEndpoint and UpdateEndpoint, said a second time, and the schema checks on them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple


class Finding(NamedTuple):
    rule: str
    pointer: str
    member: str | None
    severity: str


# MARK: Shapes

# The service matches patterns in Java's way: `\s` is ASCII, `.` stops at every line terminator, and no final newline is
# tolerated.
LINE_ENDS = "\n\r\u0085\u2028\u2029"
NAME_PATTERN = re.compile(r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
ALARM_NAME_PATTERN = re.compile(rf"(?![ \t\n\x0b\f\r]*\Z)[^{LINE_ENDS}]+")


def is_tag_text(text: str) -> bool:
    """[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"""
    return all(c in "_.:/=+-@" or unicodedata.category(c)[0] in "LZN" for c in text)


class Structure(NamedTuple):
    members: dict[str, Any]
    required: tuple[str, ...] = ()


class List(NamedTuple):
    item: Any
    least: int
    most: int


class Text(NamedTuple):
    least: int
    most: int
    matches: Any  # a predicate over the whole value


class Choice(NamedTuple):
    values: tuple[str, ...]


class Integer(NamedTuple):
    least: int
    most: int | None


class Boolean(NamedTuple):
    pass


name = Text(0, 63, NAME_PATTERN.fullmatch)
wait = Integer(0, 3600)
limit = Integer(600, 28800)

capacity_size = Structure(
    {"Type": Choice(("INSTANCE_COUNT", "CAPACITY_PERCENT")), "Value": Integer(1, None)}, ("Type", "Value")
)
traffic_routing = Structure(
    {
        "Type": Choice(("ALL_AT_ONCE", "CANARY", "LINEAR")),
        "WaitIntervalInSeconds": wait,
        "CanarySize": capacity_size,
        "LinearStepSize": capacity_size,
    },
    ("Type", "WaitIntervalInSeconds"),
)
blue_green = Structure(
    {
        "TrafficRoutingConfiguration": traffic_routing,
        "TerminationWaitInSeconds": wait,
        "MaximumExecutionTimeoutInSeconds": limit,
    },
    ("TrafficRoutingConfiguration",),
)
rolling = Structure(
    {
        "MaximumBatchSize": capacity_size,
        "WaitIntervalInSeconds": wait,
        "MaximumExecutionTimeoutInSeconds": limit,
        "RollbackMaximumBatchSize": capacity_size,
    },
    ("MaximumBatchSize", "WaitIntervalInSeconds"),
)
alarm = Structure({"AlarmName": Text(1, 255, ALARM_NAME_PATTERN.fullmatch)})
auto_rollback = Structure({"Alarms": List(alarm, 1, 10)})
deployment_config = Structure(
    {
        "BlueGreenUpdatePolicy": blue_green,
        "RollingUpdatePolicy": rolling,
        "AutoRollbackConfiguration": auto_rollback,
    }
)
tag = Structure({"Key": Text(1, 128, is_tag_text), "Value": Text(0, 256, is_tag_text)}, ("Key", "Value"))
variant_property = Structure(
    {"VariantPropertyType": Choice(("DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig"))},
    ("VariantPropertyType",),
)
NAMES = ("EndpointName", "EndpointConfigName")
INPUTS = {
    "CreateEndpoint": Structure(
        {
            "EndpointName": name,
            "EndpointConfigName": name,
            "DeploymentConfig": deployment_config,
            "Tags": List(tag, 0, 50),
        },
        NAMES,
    ),
    "UpdateEndpoint": Structure(
        {
            "EndpointName": name,
            "EndpointConfigName": name,
            "RetainAllVariantProperties": Boolean(),
            "ExcludeRetainedVariantProperties": List(variant_property, 0, 3),
            "DeploymentConfig": deployment_config,
            "RetainDeploymentConfig": Boolean(),
        },
        NAMES,
    ),
}


# MARK: Schema checks

PYTHON_TYPE = {Structure: dict, List: list, Text: str, Choice: str, Integer: int, Boolean: bool}


def own_faults(value: Any, shape: Any) -> list[str]:
    """The schema checks that a value fails itself, whatever its parts do."""
    if type(value) is not PYTHON_TYPE[type(shape)]:  # `type` and not `isinstance`: True is no integer
        return ["schema/type"]
    match shape:
        case List(_, least, most):
            return [] if least <= len(value) <= most else ["schema/item-count"]
        case Choice(values):
            return [] if value in values else ["schema/enum"]
        case Text(least, most, matches):
            faults = [] if least <= len(value) <= most else ["schema/length"]
            return faults if matches(value) else faults + ["schema/pattern"]
        case Integer(least, most):
            if value < least or (most is not None and value > most):
                return ["schema/range"]
            return [] if value < 2**31 else ["schema/type"]
    return []


def below(pointer: str, token: str | int) -> str:
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def schema_findings(value: Any, shape: Any, pointer: str = "") -> list[Finding]:
    found = [Finding(rule, pointer, None, "error") for rule in own_faults(value, shape)]
    if isinstance(shape, Structure) and isinstance(value, dict):
        for member in shape.required:
            if member not in value:
                found.append(Finding("schema/required", pointer, member, "error"))
        for member, child in value.items():
            if member in shape.members:
                found += schema_findings(child, shape.members[member], below(pointer, member))
            else:
                found.append(Finding("schema/unknown-field", below(pointer, member), None, "error"))
    if isinstance(shape, List) and isinstance(value, list):
        for index, item in enumerate(value):
            found += schema_findings(item, shape.item, below(pointer, index))
    return found
