"""The texts that the benchmarks check: the same on every machine."""

import json
import random

WORDS = "churn fraud forecast ranking vision speech search price credit risk demand route image text".split()


def request(number, findings=0):
    """A request of about 1 KB that is clean, or has this many findings, up to five."""
    pick = random.Random(number)
    name = f"{pick.choice(WORDS)}-{pick.choice(WORDS)}-{number:06d}"
    canary = {"Type": "CANARY", "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": pick.randint(5, 50)}}
    linear = {"Type": "LINEAR", "LinearStepSize": {"Type": "CAPACITY_PERCENT", "Value": pick.randint(20, 50)}}
    routing = pick.choice([canary, linear])
    routing["WaitIntervalInSeconds"] = pick.randrange(300, 601, 60)
    policy = {
        "TrafficRoutingConfiguration": routing,
        "TerminationWaitInSeconds": pick.randrange(300, 601, 60),
        "MaximumExecutionTimeoutInSeconds": pick.randrange(7200, 14401, 600),
    }
    alarms = [{"AlarmName": f"{name}-{what}"} for what in ("5xx", "latency-p99")]
    tags = {
        "team": pick.choice(WORDS), "environment": "production", "owner": "ml-platform",
        "cost-center": f"cc-{pick.randint(1000, 9999)}", "repository": f"https://git.example.com/ml/{name}",
    }
    body = {
        "EndpointName": name,
        "EndpointConfigName": f"{name}-config",
        "DeploymentConfig": {
            "BlueGreenUpdatePolicy": policy,
            "AutoRollbackConfiguration": {"Alarms": alarms},
        },
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
    }
    mistakes = [
        lambda: body.update(EndpointName=f"{name}_"),
        lambda: body.update(EndpointConfigName=f"{name}_config"),
        lambda: routing.update(WaitIntervalInSeconds=4000),
        lambda: policy.update(TerminationWaitInSeconds=-1),
        lambda: policy.update(MaximumExecutionTimeoutInSeconds=90000),
    ]
    for mistake in mistakes[:findings]:
        mistake()
    return body


def as_json(value, indent=2):
    return json.dumps(value, indent=indent) + "\n"


def as_line(value):
    return json.dumps(value) + "\n"


def as_yaml(value, depth=0):
    """Block style, as people write it."""
    blanks = "  " * depth
    lines = []
    for key, item in value.items():
        if isinstance(item, dict):
            lines.append(f"{blanks}{key}:\n{as_yaml(item, depth + 1)}")
        elif isinstance(item, list):
            lines.append(f"{blanks}{key}:\n")
            for entry in item:
                text = as_yaml(entry, depth + 2).lstrip() if isinstance(entry, dict) else json.dumps(entry) + "\n"
                lines.append(f"{blanks}  - {text}")
        elif isinstance(item, str) and (":" in item or not item[0].isalpha()):
            lines.append(f"{blanks}{key}: {json.dumps(item)}\n")
        else:
            lines.append(f"{blanks}{key}: {item}\n")
    return "".join(lines)


def unrelated(number):
    """A file such as a repository has many of, that holds no request."""
    pick = random.Random(-number - 1)
    services = {
        f"{pick.choice(WORDS)}-{index}": {
            "image": f"registry.example.com/{pick.choice(WORDS)}:{pick.randint(1, 99)}",
            "replicas": pick.randint(1, 9),
            "environment": [{"name": word.upper(), "value": f"{word}-{number}"} for word in pick.sample(WORDS, 4)],
            "resources": {"cpu": f"{pick.randint(1, 8)}00m", "memory": f"{pick.randint(1, 16)}Gi"},
        }
        for index in range(pick.randint(2, 8))
    }
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": f"service-{number}"}, "spec": services}


def record(number):
    """A record of CloudTrail. One call in ten is about an endpoint, and one of those in ten has a mistake."""
    pick = random.Random(number)
    is_endpoint = number % 10 == 0
    name = pick.choice(["CreateEndpoint", "UpdateEndpoint"]) if is_endpoint else pick.choice(["PutObject", "AssumeRole"])
    parameters = {"bucketName": f"models-{number % 97}", "key": f"model-{number}.tar.gz"}
    if is_endpoint:
        body = request(number, findings=2 if number % 100 == 0 else 0)
        # An update takes no tags; what creates an endpoint rarely says how to replace it.
        del body["DeploymentConfig" if name == "CreateEndpoint" else "Tags"]
        parameters = lower_camel(body)
    return {
        "eventVersion": "1.09",
        "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/deploy/pipeline"},
        "eventTime": f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}T{number % 24:02d}:00:00Z",
        "eventSource": "sagemaker.amazonaws.com" if is_endpoint else "s3.amazonaws.com",
        "eventName": name,
        "awsRegion": "eu-central-1",
        "sourceIPAddress": "192.0.2.10",
        "userAgent": "Boto3/1.34.0",
        "requestParameters": parameters,
        "responseElements": None,
        "eventID": f"00000000-0000-0000-0000-{number:012d}",
        "eventType": "AwsApiCall",
        "recipientAccountId": "111122223333",
    }


def lower_camel(value):
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: lower_camel(item) for key, item in value.items()}
    if isinstance(value, list):
        return [lower_camel(item) for item in value]
    return value


def stack(endpoints, kind="AWS::SageMaker::Endpoint"):
    """A template of five resources for each endpoint: its configuration, its model and two alarms beside it."""
    resources = {}
    for number in range(endpoints):
        body = request(number)
        name = body.pop("EndpointName")
        tags = body["Tags"] + [{"Key": f"label-{index}", "Value": f"value {index}"} for index in range(6)]
        body |= {"Tags": tags, "EndpointConfigName": {"Fn::GetAtt": [f"Config{number}", "EndpointConfigName"]}}
        variant = {
            "ModelName": {"Fn::GetAtt": [f"Model{number}", "ModelName"]}, "VariantName": "AllTraffic",
            "InitialInstanceCount": 4, "InstanceType": "ml.m5.xlarge", "InitialVariantWeight": 1.0,
        }
        model = {
            "ExecutionRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
            "PrimaryContainer": {
                "Image": "111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:7",
                "ModelDataUrl": f"s3://models/{name}/model.tar.gz",
                "Environment": {f"SETTING_{index}": f"value {index}" for index in range(30)},
            },
            "VpcConfig": {
                "SecurityGroupIds": [f"sg-{index:08d}" for index in range(4)],
                "Subnets": [f"subnet-{index:08d}" for index in range(6)],
            },
            "Tags": tags,
        }
        resources[f"Endpoint{number}"] = {"Type": kind, "Properties": body}
        resources[f"Config{number}"] = {
            "Type": "AWS::SageMaker::EndpointConfig", "Properties": {"ProductionVariants": [variant], "Tags": tags}}
        resources[f"Model{number}"] = {"Type": "AWS::SageMaker::Model", "Properties": model}
        for index, what in enumerate(("5xx", "latency-p99")):
            alarm = {
                "AlarmName": f"{name}-{what}", "AlarmDescription": f"{what} of {name}", "Namespace": "AWS/SageMaker",
                "MetricName": "Invocation5XXErrors", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 3,
                "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "notBreaching",
                "Dimensions": [{"Name": "EndpointName", "Value": name}, {"Name": "VariantName", "Value": "AllTraffic"}],
                "Tags": tags,
            }
            resources[f"Alarm{number}x{index}"] = {"Type": "AWS::CloudWatch::Alarm", "Properties": alarm}
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
