#!/usr/bin/env python3
"""Packs a release folder: an archive, a wheel that carries the executable, and SHA256SUMS.

`deploylint-dev release` calls it; it needs only Python's standard library. The same input gives the same bytes: the
times of all files are SOURCE_DATE_EPOCH (default: the first moment that a zip file can express), and owners, modes and
the order of files are fixed.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import os
import struct
import sys
import tarfile
import time
import zipfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent / "deploylint"
SUMMARY = "Checks Amazon SageMaker CreateEndpoint and UpdateEndpoint requests before they are sent"

# A static executable needs no C library at all, so both families of Linux are told the truth. manylinux2014 is the
# older name of manylinux_2_17.
WHEEL_PLATFORMS = {
    "linux-x86_64": ["manylinux2014_x86_64", "manylinux_2_17_x86_64", "musllinux_1_1_x86_64"],
    "linux-aarch64": ["manylinux2014_aarch64", "manylinux_2_17_aarch64", "musllinux_1_1_aarch64"],
    "macos-x86_64": ["macosx_15_0_x86_64"],
    "macos-arm64": ["macosx_15_0_arm64"],
    "macos-universal": ["macosx_15_0_universal2"],
}

ELF_MACHINES = {"linux-x86_64": 62, "linux-aarch64": 183}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--version", required=True)
    parser.add_argument("--platform", required=True, choices=sorted(WHEEL_PLATFORMS))
    parser.add_argument("--root", required=True, type=Path, help="the folder with bin/ and share/")
    parser.add_argument("--output", required=True, type=Path)
    arguments = parser.parse_args()

    executable = arguments.root / "bin" / "deploylint"
    if arguments.platform in ELF_MACHINES:
        check_static(executable.read_bytes(), ELF_MACHINES[arguments.platform])
    version = package_version()
    if version != arguments.version:
        sys.exit(f"error: {PACKAGE / '__init__.py'} says {version}, the executable {arguments.version}")

    made = [
        write_archive(arguments.root, arguments.output),
        write_wheel(executable, arguments.root, arguments.version, arguments.platform, arguments.output),
    ]
    write_checksums(arguments.output, arguments.version)
    for path in made:
        print(path)


def package_version() -> str:
    for line in (PACKAGE / "__init__.py").read_text().splitlines():
        if line.startswith("__version__ = "):
            return line.split('"')[1]
    sys.exit(f"error: {PACKAGE / '__init__.py'} has no __version__")


def check_static(executable: bytes, machine: int) -> None:
    """Refuses an executable that needs a loader or libraries where it runs, or another processor."""
    if executable[:6] != b"\x7fELF\x02\x01":
        sys.exit("error: the executable is not a 64-bit ELF file")
    if struct.unpack_from("<H", executable, 18)[0] != machine:
        sys.exit("error: the executable is for another processor")
    start = struct.unpack_from("<Q", executable, 32)[0]
    size, count = struct.unpack_from("<HH", executable, 54)
    kinds = {struct.unpack_from("<I", executable, start + size * index)[0] for index in range(count)}
    dynamic, interpreter = 2, 3
    if kinds & {dynamic, interpreter}:
        sys.exit("error: the executable is not fully static; build it without DEPLOYLINT_DYNAMIC")


# Times


def moment() -> int:
    """Seconds since 1970; a zip file cannot express less than this default."""
    return max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315532800)


# The archive


def write_archive(root: Path, output: Path) -> Path:
    path = output / f"{root.name}.tar.gz"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for file in [root, *sorted(root.rglob("*"))]:
            entry = tarfile.TarInfo(str(file.relative_to(root.parent)))
            entry.mtime = moment()
            entry.mode = 0o755 if file.is_dir() or file.parent == root / "bin" else 0o644
            if file.is_dir():
                entry.type = tarfile.DIRTYPE
                archive.addfile(entry)
            else:
                content = file.read_bytes()
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
    # Neither a name nor a time in the header.
    path.write_bytes(gzip.compress(buffer.getvalue(), compresslevel=9, mtime=0))
    return path


# The wheel


def write_wheel(executable: Path, root: Path, version: str, platform: str, output: Path) -> Path:
    platforms = WHEEL_PLATFORMS[platform]
    path = output / f"deploylint-{version}-py3-none-{'.'.join(platforms)}.whl"
    information = f"deploylint-{version}.dist-info"
    documents = root / "share" / "doc" / "deploylint"
    files: list[tuple[str, bytes, int]] = [
        (f"deploylint/{file.name}", file.read_bytes(), 0o644)
        for file in sorted(PACKAGE.iterdir())
        if file.suffix == ".py" or file.name == "py.typed"
    ]
    files.append((f"deploylint-{version}.data/scripts/deploylint", executable.read_bytes(), 0o755))
    tags = "".join(f"Tag: py3-none-{platform}\n" for platform in platforms)
    files += [
        (f"{information}/licenses/LICENSE", (documents / "LICENSE").read_bytes(), 0o644),
        (f"{information}/METADATA", metadata(version, (documents / "README.md").read_text()).encode(), 0o644),
        (
            f"{information}/WHEEL",
            f"Wheel-Version: 1.0\nGenerator: deploylint-dev ({version})\nRoot-Is-Purelib: false\n{tags}".encode(),
            0o644,
        ),
    ]
    record = f"{information}/RECORD"
    lines = [f"{name},sha256={digest(content)},{len(content)}\n" for name, content, _ in files]
    files.append((record, "".join([*lines, f"{record},,\n"]).encode(), 0o644))

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, content, mode in files:
            entry = zipfile.ZipInfo(name, time.gmtime(moment())[:6])
            entry.create_system = 3  # Unix: modes count
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content)
    return path


def metadata(version: str, readme: str) -> str:
    return (
        "Metadata-Version: 2.4\n"
        "Name: deploylint\n"
        f"Version: {version}\n"
        f"Summary: {SUMMARY}\n"
        "License-Expression: Apache-2.0\n"
        "License-File: LICENSE\n"
        "Keywords: aws,sagemaker,lint,endpoint,pre-commit\n"
        "Classifier: Development Status :: 4 - Beta\n"
        "Classifier: Environment :: Console\n"
        "Classifier: Intended Audience :: Developers\n"
        "Classifier: Programming Language :: Python :: 3\n"
        "Classifier: Topic :: Software Development :: Quality Assurance\n"
        "Requires-Python: >=3.9\n"
        "Description-Content-Type: text/markdown; charset=UTF-8\n"
        "\n" + readme
    )


def digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


# Checksums


def write_checksums(output: Path, version: str) -> None:
    """One line a file, as `sha256sum --check` reads it; of everything of this version in the folder."""
    files = sorted([*output.glob(f"deploylint-{version}-*.tar.gz"), *output.glob(f"deploylint-{version}-*.whl")])
    text = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (output / "SHA256SUMS").write_text(text)


if __name__ == "__main__":
    main()
