"""The steps of the Dockerfile, in a root that holds a static busybox, as Alpine does, and nothing else."""

import os
import re
import shutil
from pathlib import Path

import pytest

from delivery import BAD, BAD_RULE, DIST, ROOT, VERSION, run

DOCKERFILE = ROOT / ".github/docker/Dockerfile"


def instructions() -> "list[tuple[str, str]]":
    lines = [line for line in DOCKERFILE.read_text().splitlines() if not line.startswith("#")]
    text = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [tuple(line.split(" ", 1)) for line in text.splitlines() if line]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    for name in ["bin", "dist", "proc", "usr/local", "work"]:
        (folder / name).mkdir(parents=True)
    busybox = shutil.which("busybox")
    assert busybox, "install busybox-static"
    shutil.copy(busybox, folder / "bin" / "busybox")
    for applet in ["sh", "tar", "gunzip", "uname"]:
        (folder / "bin" / applet).symlink_to("busybox")
    return folder


def test_steps_give_an_image_that_checks(root: Path):
    steps = instructions()
    assert [name for name, _ in steps] == ["FROM", "ARG", "RUN", "USER", "WORKDIR", "ENTRYPOINT", "CMD"]
    values = dict(steps)
    assert values["FROM"].startswith("alpine:")
    assert values["ARG"] == f"VERSION={VERSION}"
    mount, script = re.fullmatch(r"--mount=type=bind,target=(\S+) (.*)", values["RUN"]).groups()
    assert values["ENTRYPOINT"] == '["deploylint"]'
    (root / "work" / "churn.yaml").write_text(BAD)

    # The context is mounted for this step only.
    shared = 'mount -t proc proc "$0/proc" && mount --bind "$1" "$0$2" && exec chroot "$0" /bin/sh -c "$3"'
    enter = ["unshare", "--mount", "--pid", "--fork", "sh", "-c"]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "VERSION": VERSION}
    run(*enter, shared, root, DIST, mount, script, env=environment)
    assert os.listdir(root / "dist") == []

    # As docker run does: the user's number, the folder, the entry point.
    started = 'mount -t proc proc "$0/proc" && exec chroot --userspec="$1:$1" "$0" /bin/sh -c "$2"'
    command = f"cd {values['WORKDIR']} && deploylint"
    version = run(*enter, started, root, values["USER"], f"{command} --version", env=environment)
    assert version.stdout.startswith(f"deploylint {VERSION}\n")
    help_text = run(*enter, started, root, values["USER"], f"{command} --help", env=environment)
    assert values["CMD"] == '["--help"]'
    assert "SUBCOMMANDS:" in help_text.stdout
    found = run(*enter, started, root, values["USER"], f"{command} check .", env=environment, status=1)
    assert BAD_RULE in found.stdout
