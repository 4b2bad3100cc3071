"""Files: kept once under their content, whole or not at all."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.store import files
from portal.store.models import StoredFile

pytestmark = pytest.mark.django_db


def test_the_same_bytes_are_kept_once() -> None:
    first = files.keep(SimpleUploadedFile("名录.csv", b"a,b\n1,2\n", content_type="text/csv"))
    again = files.keep(ContentFile(b"a,b\n1,2\n", name="other.csv"))
    assert first == again
    assert (first.name, first.media_type, first.size) == ("名录.csv", "text/csv", 8)
    assert first.sha256 == hashlib.sha256(b"a,b\n1,2\n").hexdigest()
    assert StoredFile.objects.count() == 1


def test_bytes_come_back_by_path_and_by_handle() -> None:
    stored = files.keep(ContentFile("贵阳".encode() * 500_000, name="x"))
    with files.opened(stored) as handle, files.local_path(stored) as path:
        assert handle.read() == path.read_bytes() == "贵阳".encode() * 500_000
    folders, names = default_storage.listdir(f"files/{stored.sha256[:2]}/{stored.sha256[2:4]}")
    assert (folders, names) == ([], [stored.sha256])


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\x.csv", "", "a" * 400 + ".csv"])
def test_a_name_never_becomes_a_path(name: str) -> None:
    stored = files.keep(ContentFile(name.encode() or b"-", name=name or None))
    assert not set(stored.name) & set("/\\")
    assert stored.path.startswith("files/")
