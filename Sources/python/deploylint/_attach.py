"""Checks what a boto3 client is about to send."""

from __future__ import annotations

import logging
import sys
import warnings
from typing import Any, Callable, Iterator, Literal, Optional, Tuple, Union

from deploylint._encoding import Unencodable, encode
from deploylint._errors import ValidationError
from deploylint._linter import Linter, check_instances, shared_linter, unencodable
from deploylint._report import Diagnostic, Report, check_level, is_at_or_above

OPERATIONS = ("CreateEndpoint", "UpdateEndpoint")

_logger = logging.getLogger("deploylint")


class LintWarning(UserWarning):
    """A finding that did not stop a request."""


OnWarning = Union[Literal["warn", "log"], Callable[[Diagnostic], None]]


class Attachment:
    """A client whose requests are checked, until ``detach``; also a context manager."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def detach(self) -> None:
        """From now on the client's requests are not checked."""
        detach(self._client)

    def __enter__(self) -> Attachment:
        return self

    def __exit__(self, *error: object) -> None:
        self.detach()


def attach(
    client: Any,
    *,
    on_warning: OnWarning = "warn",
    fail_level: str = "error",
    instances: Optional[int] = None,
    linter: Optional[Linter] = None,
) -> Attachment:
    """Has ``create_endpoint`` and ``update_endpoint`` of a boto3 or botocore client checked before anything is sent.

    Other clients are not touched. Attaching again replaces what was said before.

    Args:
        client: a SageMaker client.
        on_warning: what becomes of findings below ``fail_level``: ``"warn"`` issues a ``LintWarning`` for each warning,
            ``"log"`` writes them to the logger ``deploylint`` (notes as information), and a callable is given each of
            them, notes too.
        fail_level: the lowest severity that stops a request: ``"error"``, ``"warning"``, ``"note"``; ``"never"`` stops
            only what could not be checked.
        instances: how many instances the client's endpoints have, where it is known.
        linter: checks with its settings in place of the default ones.

    A request that is stopped raises ``ValidationError``.
    """
    check_level(fail_level)
    check_instances(instances)
    if not callable(on_warning) and on_warning not in ("warn", "log"):
        raise ValueError(f"on_warning is {on_warning!r}; give 'warn', 'log' or a callable")
    _check_client(client)
    detach(client)
    checker = linter or shared_linter()

    def check(params: Any, model: Any, context: Any = None, **_: Any) -> None:
        try:
            text = encode(params)
        except Unencodable as problem:
            raise ValidationError(unencodable(problem), fail_level) from None
        if context is not None:
            if context.get(_CHECKED) == text:
                return
            context[_CHECKED] = text
        report = checker.ask(f'"request":{text}', model.name, instances)
        if report.exit_status(fail_level) != 0:
            raise ValidationError(report, fail_level)
        _tell(report, on_warning, fail_level)

    # Before all that comes to see the request, and again behind the last who may change it.
    for event, operation in _events():
        client.meta.events.register_last(f"{event}.sagemaker.{operation}", check, unique_id=_unique_id(event, operation))
    return Attachment(client)


def detach(client: Any) -> None:
    """Takes the check off a client; nothing happens where there is none."""
    _check_client(client)
    for event, operation in _events():
        client.meta.events.unregister(f"{event}.sagemaker.{operation}", unique_id=_unique_id(event, operation))


_CHECKED = "deploylint-checked"
"""Where the context of a call keeps what was checked, so that a request is checked and told once."""


def _events() -> Iterator[Tuple[str, str]]:
    for operation in OPERATIONS:
        for event in ("provide-client-params", "before-parameter-build"):
            yield event, operation


def _unique_id(event: str, operation: str) -> str:
    return f"deploylint-{event}-{operation}"


def _check_client(client: Any) -> None:
    try:
        name = client.meta.service_model.service_name
    except AttributeError:
        raise TypeError(
            f"{type(client).__name__} is no client; give what boto3.client('sagemaker') returns"
        ) from None
    if name != "sagemaker":
        raise ValueError(f"the client is one of {name!r}; give what boto3.client('sagemaker') returns")


def _tell(report: Report, on_warning: OnWarning, fail_level: str) -> None:
    for diagnostic in report.diagnostics:
        if is_at_or_above(diagnostic.severity, fail_level):
            continue
        if callable(on_warning):
            on_warning(diagnostic)
        elif on_warning == "log":
            _logger.log(logging.INFO if diagnostic.severity == "note" else logging.WARNING, "%s", diagnostic)
        elif diagnostic.severity != "note":
            warnings.warn(str(diagnostic), LintWarning, stacklevel=_caller_level())


def _caller_level() -> int:
    """How far up the caller of the client stands, for ``warnings.warn``: past botocore and this package."""
    level = 1
    frame = sys._getframe(1)
    while frame.f_back is not None:
        module = frame.f_globals.get("__name__", "").partition(".")[0]
        if module not in ("deploylint", "botocore", "boto3"):
            break
        frame = frame.f_back
        level += 1
    return level
