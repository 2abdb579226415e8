"""What is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Tuple

from deploylint._report import Report

if TYPE_CHECKING:
    _Base = Exception
else:
    try:
        from botocore.exceptions import ParamValidationError as _Base
    except ImportError:
        _Base = Exception


class ValidationError(_Base):
    """A request must not be sent.

    Where botocore is installed it is a ``botocore.exceptions.ParamValidationError``, so that what handles those handles
    this. Its text holds all findings of the report.
    """

    report: Report
    """All that came of the check."""
    fail_level: str
    """The lowest severity that stops a request."""

    def __init__(self, report: Report, fail_level: str = "error") -> None:
        text = str(report)
        if _Base is Exception:
            super().__init__("Parameter validation failed:\n" + text)
        else:
            super().__init__(report=text)  # type: ignore[call-arg]
        self.report = report
        self.fail_level = fail_level

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), (self.report, self.fail_level)


class EngineError(RuntimeError):
    """The executable is not there, or does not answer: nothing was checked."""
