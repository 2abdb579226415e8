"""The check itself."""

from __future__ import annotations

import base64
import json
import os
from typing import Any, Iterable, Literal, Mapping, Optional, Union

from deploylint._encoding import LONGEST, Unencodable, encode
from deploylint._engine import Engine
from deploylint._report import Issue, Report, report_of

Kind = Literal["CreateEndpoint", "UpdateEndpoint", "DeploymentConfig"]
Subject = Union[Mapping[str, Any], str, bytes, bytearray, "os.PathLike[str]"]

_KINDS = ("CreateEndpoint", "UpdateEndpoint", "DeploymentConfig")
_MOST_INSTANCES = 2**31 - 1
_LONGEST_ESCAPED = 8 * 1024 * 1024


class Linter:
    """A linter with settings of its own, and a process of its own, which ``close`` ends.

    It may be shared between threads and used after ``fork``.
    """

    def __init__(
        self,
        *,
        rules: Optional[Mapping[str, str]] = None,
        instances: Optional[int] = None,
        rule_paths: Iterable[Union[str, "os.PathLike[str]"]] = (),
    ) -> None:
        """
        Args:
            rules: rules and checks that are switched ``off``, or have another severity (``error``, ``warning``,
                ``note``), by id.
            instances: how many instances the endpoints have, where a call does not say it.
            rule_paths: folders of rules of one's own, as the command line's ``--rule-path``.
        """
        self._instances = instances
        check_instances(instances)
        self._engine = Engine(
            [f"--rules={name}={setting}" for name, setting in (rules or {}).items()]
            + [f"--rule-path={os.path.abspath(path)}" for path in rule_paths]
        )

    def lint(
        self,
        subject: Subject,
        kind: Optional[Kind] = None,
        *,
        instances: Optional[int] = None,
        file: Optional[str] = None,
    ) -> Report:
        """Checks a request, or all requests in a text.

        Args:
            subject: a ``dict``, as boto3 takes it; or a text in YAML or JSON, as ``str`` or ``bytes``; or the path of a
                file, as ``pathlib.Path``.
            kind: takes it for a request of this kind; ``None`` finds out.
            instances: how many instances the endpoint has, where it is known.
            file: what findings call a text; its extension also tells YAML from JSON.

        Raises:
            OSError: the file cannot be read.
            EngineError: the executable is not there, or does not answer.
        """
        if kind is not None and kind not in _KINDS:
            raise ValueError(f"{kind!r} is no kind of request; write one of {', '.join(_KINDS)}")
        check_instances(instances)
        try:
            return self.ask(_members(subject, file), kind, instances)
        except Unencodable as problem:
            return unencodable(problem)

    def ask(self, members: str, kind: Optional[str], instances: Optional[int]) -> Report:
        """Checks what the members of a line of `deploylint filter` hold; for use within the package."""
        if kind is not None:
            members += f',"kind":"{kind}"'
        if instances is None:
            instances = self._instances
        if instances is not None:
            members += f',"instances":{instances}'
        return report_of(self._engine.ask(members))

    def close(self) -> None:
        """Ends the process; the next call starts another."""
        self._engine.close()

    def __enter__(self) -> Linter:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def unencodable(problem: Unencodable) -> Report:
    """The report on a value that cannot be sent."""
    message = f"the request cannot be checked: {problem}"
    return Report((), (Issue("unencodable-request", "error", message, "<request>"),))


def check_instances(instances: Optional[int]) -> None:
    if instances is None:
        return
    if isinstance(instances, bool) or not isinstance(instances, int) or not 1 <= instances <= _MOST_INSTANCES:
        raise ValueError(f"instances is {instances!r}; an endpoint has 1 to {_MOST_INSTANCES} instances")


def _members(subject: Subject, file: Optional[str]) -> str:
    if isinstance(subject, Mapping):
        return '"request":' + encode(subject)
    if isinstance(subject, os.PathLike):
        file = os.fspath(subject) if file is None else file
        with open(subject, "rb") as stream:
            content = stream.read(LONGEST + 1)
    elif isinstance(subject, (bytes, bytearray)):
        content = bytes(subject)
    elif isinstance(subject, str):
        content = subject.encode("utf-8", "surrogatepass")
    else:
        raise TypeError(
            f"cannot check a value of type {type(subject).__name__}; give a dict, a str, bytes or a path"
        )
    if len(content) > LONGEST:
        raise Unencodable(
            f"the text is larger than {LONGEST // 1024 // 1024} MiB; 'deploylint check' reads larger ones"
        )
    name = json.dumps((file or "<text>").encode("utf-8", "replace").decode("utf-8"))
    try:
        if len(content) <= _LONGEST_ESCAPED:
            return f'"text":{json.dumps(content.decode())},"file":{name}'
    except UnicodeDecodeError:
        pass
    return f'"base64":"{base64.b64encode(content).decode()}","file":{name}'


_shared: Optional[Linter] = None


def shared_linter() -> Linter:
    """The linter of ``lint`` and ``attach``."""
    global _shared
    if _shared is None:
        _shared = Linter()
    return _shared


def lint(
    subject: Subject,
    kind: Optional[Kind] = None,
    *,
    instances: Optional[int] = None,
    file: Optional[str] = None,
) -> Report:
    """Checks a request, or all requests in a text, with the default settings; see ``Linter.lint``."""
    return shared_linter().lint(subject, kind, instances=instances, file=file)
