"""What was kept is what is read, or nothing is."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scheduler.errors import Fault
from scheduler.store.blobs import Blobs


def test_bytes_come_back_by_their_digest_and_are_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    digest = blobs.put(b"une image")
    assert digest == hashlib.sha256(b"une image").hexdigest()
    assert blobs.get(digest) == b"une image"
    assert blobs.put(b"une image") == digest
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_many_threads_may_keep_the_same_picture(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(blobs.put, [b"x" * 100_000] * 32))
    assert len(digests) == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == list(digests)


def test_changed_bytes_are_refused_and_mended_by_keeping_them_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    digest = blobs.put(b"une image")
    (tmp_path / digest[:2] / digest).write_bytes(b"une autre")
    with pytest.raises(Fault) as raised:
        blobs.get(digest)
    assert raised.value.code == "blob-damaged"
    blobs.put(b"une image")
    assert blobs.get(digest) == b"une image"


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", "", "Z" * 64])
def test_what_is_not_there_is_a_fault(tmp_path: Path, digest: str) -> None:
    with pytest.raises(Fault) as raised:
        Blobs(tmp_path).get(digest)
    assert raised.value.code == "blob-missing"
