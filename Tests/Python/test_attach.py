"""Clients of boto3 with the check attached: nothing bad reaches botocore's Stubber or moto."""

import logging
import warnings

import boto3
import botocore.exceptions
import pytest
from botocore.stub import Stubber
from conftest import CANARY_SIZE
from moto import mock_aws

import deploylint

ANSWER = {"EndpointArn": "arn:aws:sagemaker:us-east-1:123456789012:endpoint/churn"}


@pytest.fixture
def client():
    return boto3.client("sagemaker", region_name="us-east-1")


@pytest.fixture
def stub(client):
    with Stubber(client) as stub:
        yield stub


def test_a_bad_request_never_reaches_the_stub(client, stub, bad):
    stub.add_response("create_endpoint", ANSWER)
    deploylint.attach(client)
    with pytest.raises(deploylint.ValidationError) as raised:
        client.create_endpoint(**bad)
    assert isinstance(raised.value, botocore.exceptions.ParamValidationError)
    assert "the canary takes 60% of the fleet; at most 50% is allowed" in str(raised.value)
    assert str(raised.value).startswith("Parameter validation failed:\n")
    # The response is still waiting.
    with pytest.raises(AssertionError):
        stub.assert_no_pending_responses()


def test_a_good_request_reaches_the_stub(client, stub, good):
    stub.add_response("create_endpoint", ANSWER, good)
    deploylint.attach(client)
    assert client.create_endpoint(**good)["EndpointArn"] == ANSWER["EndpointArn"]
    stub.assert_no_pending_responses()


def test_a_bad_request_does_not_even_meet_an_empty_stub(client, stub, bad):
    deploylint.attach(client)
    with pytest.raises(deploylint.ValidationError):
        client.create_endpoint(**bad)


def test_without_the_check_botocore_sends_the_bad_request(client, stub, bad):
    stub.add_response("create_endpoint", ANSWER, bad)
    client.create_endpoint(**bad)
    stub.assert_no_pending_responses()


def test_update_endpoint_is_checked_too(client, stub, good, bad):
    stub.add_response("update_endpoint", ANSWER)
    deploylint.attach(client)
    with pytest.raises(deploylint.ValidationError):
        client.update_endpoint(**bad)
    client.update_endpoint(**good)
    stub.assert_no_pending_responses()


def test_all_findings_are_told_at_once(client, stub, bad):
    bad["EndpointName"] = "churn_"
    bad["Tags"] = [{"Key": "a"}]
    deploylint.attach(client)
    with pytest.raises(deploylint.ValidationError) as raised:
        client.create_endpoint(**bad)
    for words in ("EndpointName is 'churn_'", "Tags[0] lacks the required member Value", CANARY_SIZE):
        assert words in str(raised.value)
    assert len(raised.value.report.errors) == 3


def test_other_operations_and_clients_are_left_alone(client, stub):
    deploylint.attach(client)
    stub.add_response("delete_endpoint", {})
    client.delete_endpoint(EndpointName="churn_")
    other = boto3.client("sagemaker", region_name="us-east-1")
    with Stubber(other) as other_stub:
        other_stub.add_response("create_endpoint", ANSWER)
        other.create_endpoint(EndpointName="churn", EndpointConfigName="_")


def test_moto_gets_the_good_request_only(good, bad):
    with mock_aws():
        client = boto3.client("sagemaker", region_name="us-east-1")
        client.create_model(ModelName="m", ExecutionRoleArn="arn:aws:iam::123456789012:role/r")
        client.create_endpoint_config(
            EndpointConfigName="churn-config",
            ProductionVariants=[
                {
                    "VariantName": "v",
                    "ModelName": "m",
                    "InitialInstanceCount": 1,
                    "InstanceType": "ml.m5.large",
                }
            ],
        )
        deploylint.attach(client)
        with pytest.raises(deploylint.ValidationError):
            client.create_endpoint(**bad)
        assert client.list_endpoints()["Endpoints"] == []
        client.create_endpoint(**good)
        assert [e["EndpointName"] for e in client.list_endpoints()["Endpoints"]] == ["churn"]


# Warnings


def test_warnings_let_a_request_pass_and_point_at_the_caller(client, stub, doubtful):
    stub.add_response("create_endpoint", ANSWER)
    deploylint.attach(client)
    with pytest.warns(deploylint.LintWarning) as caught:
        client.create_endpoint(**doubtful)
    assert [w.filename for w in caught] == [__file__] * len(caught)
    assert all("warning:" in str(w.message) for w in caught)
    stub.assert_no_pending_responses()


def test_warnings_can_be_logged(client, stub, doubtful, caplog):
    stub.add_response("create_endpoint", ANSWER)
    deploylint.attach(client, on_warning="log")
    with caplog.at_level(logging.INFO, logger="deploylint"), warnings.catch_warnings():
        warnings.simplefilter("error")
        client.create_endpoint(**doubtful)
    assert [record.levelname for record in caplog.records].count("WARNING") >= 1
    assert all(record.name == "deploylint" for record in caplog.records)


def test_warnings_can_be_given_to_a_function(client, stub, doubtful):
    stub.add_response("create_endpoint", ANSWER)
    told = []
    deploylint.attach(client, on_warning=told.append)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.create_endpoint(**doubtful)
    assert told == list(deploylint.lint(doubtful, "CreateEndpoint").diagnostics)
    assert told


def test_the_level_decides_what_stops_a_request(client, stub, doubtful, bad):
    deploylint.attach(client, fail_level="warning")
    with pytest.raises(deploylint.ValidationError):
        client.create_endpoint(**doubtful)
    stub.add_response("create_endpoint", ANSWER)
    deploylint.attach(client, fail_level="never")
    with pytest.warns(deploylint.LintWarning, match="canary"):
        client.create_endpoint(**bad)


def test_what_cannot_be_sent_is_stopped_at_every_level(client, stub):
    deploylint.attach(client, fail_level="never")
    with pytest.raises(deploylint.ValidationError, match="contains itself"):
        loop = []
        loop.append(loop)
        client.create_endpoint(EndpointName="a", EndpointConfigName="b", Tags=loop)


# Attaching


def test_it_can_be_detached(client, stub, bad):
    stub.add_response("create_endpoint", ANSWER)
    attachment = deploylint.attach(client)
    attachment.detach()
    attachment.detach()
    client.create_endpoint(**bad)
    stub.assert_no_pending_responses()


def test_it_can_hold_for_a_block(client, stub, bad):
    stub.add_response("create_endpoint", ANSWER)
    with deploylint.attach(client):
        with pytest.raises(deploylint.ValidationError):
            client.create_endpoint(**bad)
    client.create_endpoint(**bad)


def test_the_last_attachment_counts_and_checks_once(client, stub, doubtful):
    stub.add_response("create_endpoint", ANSWER)
    told = []
    deploylint.attach(client, fail_level="note")
    deploylint.attach(client, on_warning=told.append)
    client.create_endpoint(**doubtful)
    assert len(told) == len(deploylint.lint(doubtful, "CreateEndpoint").diagnostics)
    deploylint.detach(client)
    stub.add_response("create_endpoint", ANSWER)
    client.create_endpoint(**doubtful)


def test_what_other_handlers_change_is_what_is_checked(client, stub, good):
    def spoil(params, **_):
        params["EndpointName"] = "churn_"

    stub.add_response("create_endpoint", ANSWER)
    deploylint.attach(client)
    client.meta.events.register("before-parameter-build.sagemaker.CreateEndpoint", spoil)
    with pytest.raises(deploylint.ValidationError, match="churn_"):
        client.create_endpoint(**good)


def test_settings_of_a_linter_hold(client, stub, bad):
    stub.add_response("create_endpoint", ANSWER)
    with deploylint.Linter(rules={"sagemaker/canary-too-large": "off"}) as linter:
        deploylint.attach(client, linter=linter)
        client.create_endpoint(**bad)


def test_instances_hold_for_the_client(client, stub, good):
    deploylint.attach(client, instances=1, fail_level="warning")
    with pytest.raises(deploylint.ValidationError, match="single-instance-rollout"):
        client.create_endpoint(**good)


@pytest.mark.parametrize("options", [{"on_warning": "print"}, {"fail_level": "fatal"}])
def test_wrong_options_are_refused(client, options):
    with pytest.raises(ValueError):
        deploylint.attach(client, **options)


def test_other_things_than_sagemaker_clients_are_refused():
    with pytest.raises(ValueError, match="'s3'"):
        deploylint.attach(boto3.client("s3"))
    with pytest.raises(TypeError, match="no client"):
        deploylint.attach(object())
