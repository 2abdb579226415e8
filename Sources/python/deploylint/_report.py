"""What a check found, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Tuple

SEVERITIES = ("note", "warning", "error")


def is_at_or_above(severity: str, level: str) -> bool:
    """Whether a severity reaches a level; nothing reaches ``never``."""
    return level != "never" and SEVERITIES.index(severity) >= SEVERITIES.index(level)


def check_level(level: str) -> str:
    """The level, if it is one."""
    if level not in SEVERITIES and level != "never":
        raise ValueError(f"{level!r} is no level; write 'error', 'warning', 'note' or 'never'")
    return level


def shown(text: str) -> str:
    """The text with everything escaped that a terminal would act on instead of showing it."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text)


@dataclass(frozen=True)
class Position:
    """A place in a text: line and column count from 1, in characters; the offset from 0, in bytes."""

    line: int
    column: int
    offset: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True)
class Diagnostic:
    """A finding: one thing that is wrong with one request or one text."""

    data: Mapping[str, Any]
    """All that the engine says of it, as in the JSON report."""

    @property
    def rule(self) -> str:
        """The rule's id, such as ``sagemaker/canary-too-large``."""
        return str(self.data["rule"])

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``note``."""
        return str(self.data["severity"])

    @property
    def evidence(self) -> str:
        """How well the fact is known: ``documented``, ``observed`` or ``inferred``."""
        return str(self.data["evidence"])

    @property
    def message(self) -> str:
        """One line that is complete by itself."""
        return str(self.data["message"])

    @property
    def help(self) -> str:
        """The way out."""
        return str(self.data["help"])

    @property
    def path(self) -> str:
        """Where in the request: ``Tags[0].Key``; empty for the request itself."""
        return str(self.data["path"])

    @property
    def pointer(self) -> str:
        """The same as a JSON Pointer."""
        return str(self.data["pointer"])

    @property
    def member(self) -> Optional[str]:
        """The member that the mapping at ``path`` lacks."""
        return self.data.get("member")

    @property
    def actual(self) -> Any:
        """The value found, or a count; ``None`` where there is none to tell."""
        return self.data.get("actual")

    @property
    def allowed(self) -> Mapping[str, Any]:
        """The limits, by JSON Schema's keywords."""
        limits: Dict[str, Any] = self.data.get("allowed", {})
        return limits

    @property
    def file(self) -> str:
        """The name of the text, or ``<request>``."""
        return str(self.data["file"])

    @property
    def document(self) -> int:
        """The number of the document in its text, from 0."""
        return int(self.data["document"])

    @property
    def start(self) -> Optional[Position]:
        """Where it starts; ``None`` for a request that has no text."""
        return _position(self.data.get("start"))

    @property
    def end(self) -> Optional[Position]:
        """Where it ends, exclusive."""
        return _position(self.data.get("end"))

    @property
    def url(self) -> str:
        """The page that states the fact."""
        return str(self.data["url"])

    @property
    def fingerprint(self) -> str:
        """Stays the same when lines move."""
        return str(self.data["fingerprint"])

    def __str__(self) -> str:
        place = shown(self.file)
        if self.start is not None:
            place += f":{self.start}"
        elif self.path:
            place += f": {shown(self.path)}"
        return f"{place}: {self.severity}: {self.message} [{self.rule}]"


def _position(data: Optional[Mapping[str, int]]) -> Optional[Position]:
    return None if data is None else Position(data["line"], data["column"], data["offset"])


@dataclass(frozen=True)
class Issue:
    """Something that went wrong with the check itself: what it is about was not checked."""

    id: str
    severity: str
    message: str
    file: Optional[str] = None

    def __str__(self) -> str:
        return f"{self.severity}: {self.message}"


@dataclass(frozen=True)
class Report:
    """What came of a check."""

    diagnostics: Tuple[Diagnostic, ...]
    """The findings, in the order of the request."""
    issues: Tuple[Issue, ...] = ()
    """What could not be checked, and why."""
    requests: int = 0
    """How many requests were checked."""

    @property
    def errors(self) -> Tuple[Diagnostic, ...]:
        """The findings that the service would refuse, or that its documentation forbids."""
        return tuple(d for d in self.diagnostics if d.severity == "error")

    @property
    def warnings(self) -> Tuple[Diagnostic, ...]:
        """The findings that the service accepts, and that are likely wrong."""
        return tuple(d for d in self.diagnostics if d.severity == "warning")

    @property
    def notes(self) -> Tuple[Diagnostic, ...]:
        """Advice."""
        return tuple(d for d in self.diagnostics if d.severity == "note")

    def exit_status(self, fail_level: str = "error") -> int:
        """What the command line would end with: 2 where something was not checked, else 1 for findings at or above
        the level, else 0."""
        check_level(fail_level)
        if any(issue.severity == "error" for issue in self.issues):
            return 2
        return int(any(is_at_or_above(d.severity, fail_level) for d in self.diagnostics))

    def validate(self, fail_level: str = "error") -> Report:
        """Raises ``ValidationError`` for findings at or above the level, or where something was not checked."""
        from deploylint._errors import ValidationError

        if self.exit_status(fail_level) != 0:
            raise ValidationError(self, fail_level)
        return self

    def __str__(self) -> str:
        lines = []
        for diagnostic in self.diagnostics:
            lines.append(str(diagnostic))
            if diagnostic.help:
                lines.append(f"  help: {shown(diagnostic.help)}")
        lines.extend(str(issue) for issue in self.issues)
        return "\n".join(lines) or "nothing found"


def report_of(answer: Mapping[str, Any]) -> Report:
    """The report that the engine sent."""
    return Report(
        tuple(Diagnostic(finding) for finding in answer["diagnostics"]),
        tuple(
            Issue(issue["id"], issue["severity"], issue["message"], issue.get("file"))
            for issue in answer["issues"]
        ),
        answer["summary"]["requests"],
    )
