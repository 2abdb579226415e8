"""The process behind the package: restarted, shared, forked, ended."""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import warnings

import pytest
from conftest import canary

import deploylint


@pytest.fixture
def linter():
    with deploylint.Linter() as linter:
        yield linter


def process_of(linter):
    return linter._engine._process


def is_alive(pid):
    """Whether the process is there, and no zombie."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stream:
            return stream.read().rpartition(b")")[2].split()[0] != b"Z"
    except FileNotFoundError:
        return False


def exists(pid):
    return os.path.exists(f"/proc/{pid}")


def test_one_process_serves_many_calls(linter):
    linter.lint(canary(10))
    process = process_of(linter)
    for percent in range(1, 101):
        assert len(linter.lint(canary(percent)).errors) == (percent > 50)
    assert process_of(linter) is process


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_died_is_started_again(linter, number):
    linter.lint(canary(10))
    process = process_of(linter)
    process.send_signal(number)
    while is_alive(process.pid):
        pass
    assert len(linter.lint(canary(60)).errors) == 1
    assert process_of(linter).pid != process.pid
    assert not exists(process.pid)


def test_a_process_that_dies_again_and_again_is_an_error(monkeypatch, tmp_path):
    executable = tmp_path / "deploylint"
    executable.write_text("#!/bin/sh\necho 'error: out of luck' >&2\nexit 3\n")
    executable.chmod(0o755)
    monkeypatch.setenv("DEPLOYLINT_EXECUTABLE", str(executable))
    with deploylint.Linter() as linter, pytest.raises(deploylint.EngineError, match="out of luck"):
        linter.lint(canary(10))


def test_a_silent_end_is_told_by_its_status(monkeypatch, tmp_path):
    executable = tmp_path / "deploylint"
    executable.write_text("#!/bin/sh\nkill -9 $$\n")
    executable.chmod(0o755)
    monkeypatch.setenv("DEPLOYLINT_EXECUTABLE", str(executable))
    with deploylint.Linter() as linter, pytest.raises(deploylint.EngineError, match="signal 9"):
        linter.lint(canary(10))


def test_an_executable_that_is_not_there_is_an_error_that_says_so(monkeypatch):
    monkeypatch.setenv("DEPLOYLINT_EXECUTABLE", "/nowhere/deploylint")
    with deploylint.Linter() as linter, pytest.raises(deploylint.EngineError, match="/nowhere/deploylint"):
        linter.lint(canary(10))


def test_threads_share_a_process(linter):
    wrong = []

    def work(offset):
        for number in range(50):
            percent = (number * 7 + offset) % 100 + 1
            if len(linter.lint(canary(percent)).errors) != (percent > 50):
                wrong.append(percent)

    threads = [threading.Thread(target=work, args=(offset,)) for offset in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_large_request_does_not_block(linter):
    tags = [{"Key": f"k{n}", "Value": ""} for n in range(50_000)]
    report = linter.lint({"EndpointName": "a", "EndpointConfigName": "b", "Tags": tags, "X": "y" * 1_000_000})
    assert {"schema/item-count", "schema/unknown-field"} <= {d.rule for d in report.diagnostics}


def test_many_findings_do_not_block(linter):
    tags = [{"Key": f"k{n}"} for n in range(5_000)]
    report = linter.lint({"EndpointName": "a", "EndpointConfigName": "b", "Tags": tags})
    assert len(report.diagnostics) >= 5_000


def in_child(linter, body):
    """Runs `body` in a forked child and returns what it sends."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of forks beside threads; that they are safe is what is tested.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            os.write(writer, body().encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return answer


def test_a_forked_child_has_a_process_of_its_own(linter):
    linter.lint(canary(10))
    pid = process_of(linter).pid

    def body():
        assert process_of(linter) is None
        errors = len(linter.lint(canary(60)).errors)
        own = process_of(linter).pid
        linter.close()
        return f"{errors} {own != pid}"

    assert in_child(linter, body) == "1 True"
    assert process_of(linter).pid == pid
    assert len(linter.lint(canary(60)).errors) == 1


def test_a_fork_in_the_middle_of_a_call_leaves_no_lock(linter):
    linter.lint(canary(10))
    with linter._engine._lock:
        assert in_child(linter, lambda: str(len(linter.lint(canary(60)).errors))) == "1"


def lint_errors(percent):
    return len(deploylint.lint(canary(percent)).errors)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_pools_of_processes_can_use_it(method):
    deploylint.lint(canary(10))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map(lint_errors, [10, 60, 50, 51]) == [0, 1, 0, 1]


def test_an_interrupted_call_does_not_spoil_the_next(linter, monkeypatch):
    linter.lint(canary(10))

    def interrupt(process):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(linter._engine), "_read_line", staticmethod(interrupt))
        with pytest.raises(KeyboardInterrupt):
            linter.lint(canary(60))
    assert linter.lint(canary(10)).diagnostics == ()


def test_close_leaves_no_process_and_the_next_call_starts_one(linter):
    linter.lint(canary(10))
    pid = process_of(linter).pid
    linter.close()
    assert not exists(pid)
    assert linter.lint(canary(10)).diagnostics == ()


def test_a_linter_that_is_let_go_leaves_no_process():
    linter = deploylint.Linter()
    linter.lint(canary(10))
    pid = process_of(linter).pid
    del linter
    gc.collect()
    assert not exists(pid)


PROGRAM = """
import os, sys
import deploylint
deploylint.lint({"EndpointName": "a"}, "CreateEndpoint")
print(deploylint._linter.shared_linter()._engine._process.pid, flush=True)
"""


@pytest.mark.parametrize("end", ["", "sys.exit(3)", "raise ValueError", "os.kill(os.getpid(), 9)", "os._exit(0)"])
def test_nothing_is_left_when_the_program_ends(end):
    outcome = subprocess.run([sys.executable, "-c", PROGRAM + end], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    pid = int(outcome.stdout)
    # After a sudden end nobody has waited for the process; it ends by itself, its input being closed.
    while is_alive(pid):
        pass


def test_no_warning_of_forgotten_files():
    program = PROGRAM + "deploylint._linter.shared_linter().close()\n"
    outcome = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert outcome.returncode == 0
    assert outcome.stderr == b""


def test_the_folder_it_was_started_in_can_go_away(tmp_path, monkeypatch):
    folder = tmp_path / "a"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with deploylint.Linter() as linter:
        linter.lint(canary(10))
        os.chdir(tmp_path)
        folder.rmdir()
        assert linter.lint(canary(10)).diagnostics == ()


def test_botocore_is_not_needed():
    program = (
        "import sys; sys.modules['botocore'] = None; sys.modules['botocore.exceptions'] = None\n"
        "import deploylint\n"
        "try: deploylint.lint({'EndpointName': '_'}, 'CreateEndpoint').validate()\n"
        "except deploylint.ValidationError as error: print(type(error).__mro__[1].__name__, error)\n"
    )
    outcome = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True)
    assert outcome.stdout.startswith("Exception Parameter validation failed:\n<request>: ")
