"""A bundle is verified when opened, refused with a reason, and swapped whole."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.bundle import (
    GOLDEN,
    MANIFEST,
    MODEL,
    VOCABULARY,
    BundleError,
    Manifest,
    open_bundle,
    publish,
    record_files,
    recover,
)
from models.vocabulary import SPECIAL, Vocabulary


def write_bundle(path: Path, model: bytes = b"graph") -> Path:
    path.mkdir(parents=True)
    (path / MODEL).write_bytes(model)
    (path / GOLDEN).write_text("[]")
    Vocabulary((*SPECIAL, "the")).write(path / VOCABULARY)
    Manifest(
        name="test",
        language="en",
        created="2026-01-01T00:00:00+00:00",
        licence="CC0-1.0",
        vocabulary_size=4,
        model={"embedding": 1, "hidden": 1, "layers": 1},
        tensors={},
        files=record_files(path),
    ).write(path)
    return path


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return write_bundle(tmp_path / "bundle")


def test_an_intact_bundle_opens(bundle: Path) -> None:
    opened = open_bundle(bundle)
    assert opened.vocabulary.words[-1] == "the"
    assert opened.manifest.model["hidden"] == 1


def change_manifest(**values: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        manifest = json.loads((path / MANIFEST).read_text())
        manifest.update(values)
        (path / MANIFEST).write_text(json.dumps(manifest))

    return change


def flip_a_bit(path: Path) -> None:
    data = bytearray((path / MODEL).read_bytes())
    data[0] ^= 1
    (path / MODEL).write_bytes(data)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path: (path / MANIFEST).unlink(), "holds no bundle"),
        (lambda path: (path / MANIFEST).write_text("{"), "damaged"),
        (lambda path: (path / MANIFEST).write_text("[]"), "damaged"),
        (lambda path: (path / MANIFEST).write_bytes(b"\xff\xfe"), "damaged"),
        (lambda path: (path / MANIFEST).write_text("[" * 100_000), "damaged"),
        (lambda path: (path / MANIFEST).write_text(" " * (2 << 20)), "too large"),
        (change_manifest(format_version=99), "format version 99"),
        (change_manifest(text_rules=0), "text rules"),
        (change_manifest(files={}), "lacks model.onnx"),
        (change_manifest(files=7), "incomplete"),
        (change_manifest(model={}), "incomplete"),
        (change_manifest(model={"embedding": 1, "hidden": 1 << 40, "layers": 1}), "impossible"),
        (change_manifest(vocabulary_size="x"), "impossible"),
        (change_manifest(vocabulary_size=5), "its manifest says 5"),
        (change_manifest(special={}), "special"),
        (change_manifest(surprise=1), "incomplete"),
        (lambda path: (path / MODEL).write_bytes(b"longer than before"), "bytes instead of"),
        (flip_a_bit, "SHA-256"),
        (lambda path: (path / MODEL).unlink(), "cannot be read"),
    ],
)
def test_a_damaged_bundle_is_refused_with_a_reason(
    bundle: Path, damage: Callable[[Path], object], reason: str
) -> None:
    damage(bundle)
    with pytest.raises(BundleError, match=reason):
        open_bundle(bundle)


def test_a_bundle_never_points_outside_itself(bundle: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    files = json.loads((bundle / MANIFEST).read_text())["files"]
    change_manifest(files=files | {"../secret": {"size": 4, "sha256": "0"}})(bundle)
    with pytest.raises(BundleError, match="outside"):
        open_bundle(bundle)
    change_manifest(files=files)(bundle)
    (bundle / MODEL).unlink()
    (bundle / MODEL).symlink_to(secret)
    with pytest.raises(BundleError, match="outside"):
        open_bundle(bundle)


def test_publishing_replaces_the_whole_directory(bundle: Path, tmp_path: Path) -> None:
    staged = write_bundle(tmp_path / "staged", b"newer graph")
    publish(staged, bundle)
    assert (bundle / MODEL).read_bytes() == b"newer graph"
    assert not staged.exists()


def test_what_an_interrupted_swap_set_aside_comes_back(bundle: Path) -> None:
    bundle.rename(bundle.with_name(".bundle.old"))
    recover(bundle)
    open_bundle(bundle)


_SWAPPER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from tests.models.test_bundle import write_bundle
from models.bundle import publish
final = Path(sys.argv[1])
number = 0
print("ready", flush=True)
while True:
    number += 1
    publish(write_bundle(final.parent / f"staged{number}", b"graph %d" % number), final)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="directories are exchanged on Linux")
def test_kill_during_swaps_leaves_a_whole_bundle(bundle: Path) -> None:
    root = str(Path(__file__).parents[2])
    for round_ in range(12):
        command = [sys.executable, "-c", _SWAPPER, str(bundle), root]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.005 + 0.004 * round_)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        recover(bundle)
        open_bundle(bundle)
        for left in bundle.parent.glob("staged*"):
            for file in left.iterdir():
                file.unlink()
            left.rmdir()
