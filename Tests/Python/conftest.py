"""Needs DEPLOYLINT_EXECUTABLE, and Sources/python on PYTHONPATH: `.ci/run` shows the command."""

import os

import pytest

os.environ.setdefault("AWS_ACCESS_KEY_ID", "testing")
os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "testing")
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")


def canary(percent):
    return {
        "EndpointName": "churn",
        "EndpointConfigName": "churn-config",
        "DeploymentConfig": {
            "BlueGreenUpdatePolicy": {
                "TrafficRoutingConfiguration": {
                    "Type": "CANARY",
                    "WaitIntervalInSeconds": 300,
                    "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": percent},
                }
            },
            "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "churn-5xx"}]},
        },
    }


CANARY_SIZE = "DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize.Value"


@pytest.fixture
def good():
    return canary(10)


@pytest.fixture
def bad():
    return canary(60)


@pytest.fixture
def doubtful():
    """A request with warnings and no errors."""
    return {
        "EndpointName": "churn",
        "EndpointConfigName": "churn-config",
        "Tags": [{"Key": "team", "Value": "a"}, {"Key": "Team", "Value": "b"}],
    }
