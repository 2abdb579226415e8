"""Runs the deploylint executable and reads its JSON report."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any


def diagnostics(executable: str, path: str, kind: str, documents: int, *options: str) -> list[list[dict[str, Any]]]:
    """The diagnostics on one file, a list for each of its documents. Ends the script where the run itself failed."""
    command = [executable, "check", "--kind", kind, "--format", "json", "--fail-level", "never", *options, path]
    run = subprocess.run(command, capture_output=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {run.returncode}\n{run.stderr.decode(errors='replace')}")
    report = json.loads(run.stdout)
    if report["issues"]:
        sys.exit(f"{' '.join(command)}: {json.dumps(report['issues'], indent=2)}")
    if report["summary"]["requests"] != documents:
        sys.exit(f"{' '.join(command)}: {report['summary']['requests']} requests checked, {documents} expected")
    result: list[list[dict[str, Any]]] = [[] for _ in range(documents)]
    for diagnostic in report["diagnostics"]:
        result[diagnostic["document"]].append(diagnostic)
    return result


def shortened(request: Any) -> str:
    """A request as JSON, with long runs of one character cut, to be shown to a person."""
    return re.sub(r"(.)\1{15,}", r"\1…", json.dumps(request, ensure_ascii=False))
