"""Files under the name of their content: the same bytes are kept once and served only through views."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from .models import StoredFile

CHUNK = 1024 * 1024


def keep(uploaded_file: File[bytes], *, media_type: str = "") -> StoredFile:
    """Keep the bytes of an upload and return their record; memory stays at one chunk.

    ``media_type`` wins over what the browser said. The file appears in the storage whole or not at all: it is
    spooled first, and the storage moves it into place.
    """
    said = media_type or getattr(uploaded_file, "content_type", "") or ""
    with tempfile.NamedTemporaryFile(prefix="keep-") as spool:
        sha256, size = _spool(uploaded_file, spool)
        record = StoredFile(
            sha256=sha256, size=size, name=_base_name(uploaded_file.name), media_type=said[:127]
        )
        _place(spool, record)
    known, _ = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": size, "name": record.name, "media_type": record.media_type},
    )
    return known


def _spool(source: File[bytes], spool: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in source.chunks(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        spool.write(chunk)
    spool.flush()
    return digest.hexdigest(), size


def _base_name(name: str | None) -> str:
    return PurePath((name or "").replace("\\", "/")).name[-255:] or "file"


def _place(spool: IO[bytes], record: StoredFile) -> None:
    if default_storage.exists(record.path):
        return
    spool.seek(0)
    stored_as = default_storage.save(f"{record.path}.arriving", File(spool))
    local = _local(stored_as)
    if local is not None:
        local.replace(local.with_name(record.sha256))
    else:
        with default_storage.open(stored_as) as arrived:
            default_storage.save(record.path, arrived)
        default_storage.delete(stored_as)


def _local(name: str) -> Path | None:
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:  # a remote storage
        return None


@contextmanager
def opened(stored: StoredFile) -> Iterator[File[Any]]:
    """The file for reading in binary, closed at the end of the block."""
    with default_storage.open(stored.path, "rb") as binary_file:
        yield binary_file


@contextmanager
def local_path(stored: StoredFile) -> Iterator[Path]:
    """A path on this machine: the storage's own, or that of a copy which lives as long as the block."""
    path = _local(stored.path)
    if path is not None:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="local-") as copy, opened(stored) as remote:
        for chunk in remote.chunks(CHUNK):
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
