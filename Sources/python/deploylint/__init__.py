"""Checks Amazon SageMaker CreateEndpoint and UpdateEndpoint requests before they are sent.

    import deploylint

    report = deploylint.lint({"EndpointName": "churn", ...}, kind="CreateEndpoint")
    deploylint.attach(boto3.client("sagemaker"))

The rules and the engine are those of the command line: the package drives the executable that it is installed with.
"""

from deploylint._attach import Attachment, LintWarning, attach, detach
from deploylint._errors import EngineError, ValidationError
from deploylint._executable import find_executable
from deploylint._linter import Linter, lint
from deploylint._report import Diagnostic, Issue, Position, Report

__version__ = "0.1.0"

__all__ = [
    "Attachment",
    "Diagnostic",
    "EngineError",
    "Issue",
    "LintWarning",
    "Linter",
    "Position",
    "Report",
    "ValidationError",
    "__version__",
    "attach",
    "detach",
    "find_executable",
    "lint",
]
