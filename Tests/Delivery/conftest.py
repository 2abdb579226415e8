import shutil
from pathlib import Path

import pytest

from delivery import ARCHIVE, DIST, VERSION, run


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the release, unpacked as the README says."""
    folder = tmp_path_factory.mktemp("local")
    run("tar", "-xzf", ARCHIVE, "-C", folder, "--strip-components=1")
    return folder


@pytest.fixture(scope="session")
def executable(unpacked: Path) -> Path:
    return unpacked / "bin" / "deploylint"


@pytest.fixture(scope="session")
def wheel() -> Path:
    wheels = list(DIST.glob(f"deploylint-{VERSION}-*.whl"))
    assert len(wheels) == 1, f"{DIST} holds {len(wheels)} wheels; run deploylint-dev release"
    return wheels[0]


@pytest.fixture
def work(tmp_path: Path):
    """A folder for a repository, which is gone after the test: environments are large."""
    folder = tmp_path / "work"
    folder.mkdir()
    yield folder
    shutil.rmtree(tmp_path, ignore_errors=True)
