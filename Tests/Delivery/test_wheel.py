"""The wheel, as pip installs it."""

import base64
import csv
import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from delivery import BAD, BAD_RULE, GOOD, VERSION, both, run


@pytest.fixture(scope="module")
def venv(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", folder)
    run(folder / "bin" / "python", "-m", "pip", "install", "--no-index", wheel)
    return folder


def test_command_works_after_an_installation(venv: Path, tmp_path: Path):
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text(BAD)
    for command in ([venv / "bin" / "deploylint"], [venv / "bin" / "python", "-m", "deploylint"]):
        assert run(*command, "--version").stdout.startswith(f"deploylint {VERSION}\n")
        assert run(*command, "check", "good.yaml", cwd=tmp_path).stdout == ""
        assert BAD_RULE in run(*command, "check", "bad.yaml", cwd=tmp_path, status=1).stdout
        assert run(*command, "check", "nothing.yaml", cwd=tmp_path, status=2).stdout == ""


def test_package_knows_its_version_and_executable(venv: Path):
    script = "import deploylint; print(deploylint.__version__, deploylint.find_executable())"
    outcome = run(venv / "bin" / "python", "-c", script)
    assert outcome.stdout.split() == [VERSION, str(venv / "bin" / "deploylint")]


@pytest.mark.parametrize("way", ["--target", "--prefix"])
def test_executable_is_found_wherever_pip_puts_it(wheel: Path, tmp_path: Path, way: str):
    run(sys.executable, "-m", "pip", "install", "--no-index", "--quiet", way, tmp_path, wheel)
    package = next(tmp_path.rglob("deploylint/__init__.py")).parent
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    script = "import deploylint; print(deploylint.find_executable())"
    assert run(sys.executable, "-c", script, env=environment).stdout.strip() == str(tmp_path / "bin" / "deploylint")


def test_missing_executable_is_named_with_the_places(venv: Path, tmp_path: Path):
    environment = {**os.environ, "DEPLOYLINT_EXECUTABLE": str(tmp_path / "none")}
    outcome = run(venv / "bin" / "python", "-m", "deploylint", "--version", env=environment, status=1)
    assert outcome.stderr == (
        f"error: the deploylint executable is not there; looked for {tmp_path / 'none'} "
        "(install the wheel again, or set DEPLOYLINT_EXECUTABLE)\n"
    )


def test_removal_leaves_nothing(wheel: Path, tmp_path: Path):
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv)
    pip = [venv / "bin" / "python", "-m", "pip"]
    run(*pip, "install", "--no-index", wheel)
    run(venv / "bin" / "python", "-m", "deploylint", "--version")
    run(*pip, "uninstall", "--yes", "deploylint")
    assert [file for file in venv.rglob("*deploylint*")] == []


def test_auditwheel_finds_no_library_that_is_needed(wheel: Path):
    outcome = run(sys.executable, "-m", "auditwheel", "show", wheel)
    text = " ".join(both(outcome).split())
    assert "requires no external shared libraries" in text
    assert "references no external versioned symbols" in text


def test_tags_are_those_of_a_static_executable(wheel: Path):
    machine = os.uname().machine
    platforms = [f"manylinux2014_{machine}", f"manylinux_2_17_{machine}", f"musllinux_1_1_{machine}"]
    assert wheel.name == f"deploylint-{VERSION}-py3-none-{'.'.join(platforms)}.whl"
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read(f"deploylint-{VERSION}.dist-info/WHEEL").decode().splitlines()
    assert lines[2:] == ["Root-Is-Purelib: false", *[f"Tag: py3-none-{platform}" for platform in platforms]]


def test_record_holds_every_file_with_its_digest(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    information = f"deploylint-{VERSION}.dist-info"
    record = contents.pop(f"{information}/RECORD").decode()
    expected = {
        name: (
            "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode(),
            str(len(content)),
        )
        for name, content in contents.items()
    }
    rows = {row[0]: tuple(row[1:]) for row in csv.reader(io.StringIO(record))}
    assert rows.pop(f"{information}/RECORD") == ("", "")
    assert rows == expected
    assert {name for name, mode in modes.items() if mode & 0o111} == {f"deploylint-{VERSION}.data/scripts/deploylint"}
    assert "deploylint/py.typed" in contents
    metadata = contents[f"{information}/METADATA"].decode()
    assert metadata.startswith(f"Metadata-Version: 2.4\nName: deploylint\nVersion: {VERSION}\n")
    assert "\nLicense-File: LICENSE\n" in metadata
    assert b"Apache License" in contents[f"{information}/licenses/LICENSE"]
