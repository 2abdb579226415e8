"""The Python samples of the documents run."""

import pathlib
import re

import boto3
import pytest
from moto import mock_aws

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = ["README.md", "Sources/DeployLint/DeployLint.docc/CheckingBeforeYouSubmit.md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_samples_of_a_document_run(document, capsys):
    samples = re.findall(r"^```python\n(.*?)^```$", (ROOT / document).read_text(), flags=re.M | re.S)
    assert samples
    names = {}
    with mock_aws():
        for sample in samples:
            exec(compile(sample, document, "exec"), names)
        assert boto3.client("sagemaker", region_name="us-east-1").list_endpoints()["Endpoints"] == []
    printed = capsys.readouterr().out
    assert "EndpointName is 'churn_prod'" in printed
    assert "schema/pattern EndpointConfigName" in printed
