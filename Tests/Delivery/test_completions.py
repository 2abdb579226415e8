"""Completion, as a person meets it at the shell."""

import os
import pty
import select
import time
from pathlib import Path

import pytest

from delivery import run


def path_with(executable: Path) -> str:
    return f"{executable.parent}:{os.environ['PATH']}"


def in_bash(unpacked: Path, executable: Path, line: str) -> list[str]:
    script = """
      source "$0"
      function=$(complete -p deploylint | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      read -ra COMP_WORDS <<< "$1"
      if [[ "$1" == *' ' ]]; then COMP_WORDS+=(''); fi
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1}
      "$function" deploylint "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
    """
    file = unpacked / "share/bash-completion/completions/deploylint"
    outcome = run("bash", "-c", script, file, line, env={**os.environ, "PATH": path_with(executable)})
    return [word.strip() for word in outcome.stdout.split("\n") if word.strip()]


def in_fish(unpacked: Path, executable: Path, line: str) -> list[str]:
    file = unpacked / "share/fish/vendor_completions.d/deploylint.fish"
    outcome = run(
        "fish", "--no-config", "--command", f"source {file}; complete --do-complete '{line}'",
        env={**os.environ, "PATH": path_with(executable)},
    )
    return [row.split("\t")[0] for row in outcome.stdout.splitlines()]


def in_zsh(unpacked: Path, executable: Path, line: str) -> str:
    """What the line becomes after the tab key, or the list that is shown below it."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(PATH=path_with(executable), TERM="dumb", PS1="ready> ", COLUMNS="200")
        os.execvp("zsh", ["zsh", "-f", "-i"])
    try:
        functions = unpacked / "share/zsh/site-functions"
        setup = f"fpath=({functions} $fpath); autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste; PS1='set> '\n"
        os.write(terminal, setup.encode())
        read_until(terminal, "\nset> ")
        os.write(terminal, f"{line}\t".encode())
        return read_until(terminal, None)
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


def read_until(terminal: int, text: "str | None") -> str:
    """Reads until a text came or, without one, until nothing has come for a while."""
    read = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.2 if text else 5)[0]:
            if text is None:
                break
            continue
        read += os.read(terminal, 65536)
        if text and text in read.decode(errors="replace").replace("\r", ""):
            break
    return read.decode(errors="replace")


CASES = [
    ("deploylint che", ["check"]),
    ("deploylint check --fail-l", ["--fail-level"]),
    ("deploylint rules --form", ["--format"]),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_bash_completes_commands_and_options(unpacked: Path, executable: Path, line: str, expected: "list[str]"):
    assert in_bash(unpacked, executable, line) == expected


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_fish_completes_commands_and_options(unpacked: Path, executable: Path, line: str, expected: "list[str]"):
    assert in_fish(unpacked, executable, line) == expected


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_zsh_completes_commands_and_options(unpacked: Path, executable: Path, line: str, expected: "list[str]"):
    completed = line.rsplit(" ", 1)[0] + " " + expected[0]
    assert completed in in_zsh(unpacked, executable, line)


def test_bash_completes_the_values_of_an_option(unpacked: Path, executable: Path):
    assert in_bash(unpacked, executable, "deploylint check --fail-level ") == ["error", "warning", "note", "never"]


def test_bash_completes_rules_by_asking_the_executable(unpacked: Path, executable: Path):
    assert in_bash(unpacked, executable, "deploylint explain sagemaker/canary-too-l") == ["sagemaker/canary-too-large"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_long_option_prints_the_same(executable: Path, shell: str):
    script = run(executable, "completions", shell).stdout
    assert run(executable, "--generate-completion-script", shell).stdout == script
