"""Uses are counted in the process: without robots, written down soon, and when the process stops."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from django.db import DatabaseError
from django.urls import reverse

from opening.choices import Usage
from opening.models import PublicDataset
from opening.services import counting

WRITE_SOON = counting.Tally._write_soon
#: A process that forks, as a web server does; its child counts one use, writes it into a file instead of a
#: database, and ends long before the five seconds are over.
SERVER = """
import multiprocessing, pathlib, sys, types
import django
django.setup()
from opening.models import PublicDataset
from opening.services import counting

counting.flush = lambda: pathlib.Path(sys.argv[1]).write_text(str(counting._tally.gathered.total()))
counting.connection = types.SimpleNamespace(close=lambda: None)
child = multiprocessing.get_context("fork").Process(
    target=counting.count, args=(PublicDataset(pk=1), "views"), kwargs={"user_agent": "Mozilla/5.0"}
)
child.start()
child.join()
"""


@pytest.mark.parametrize(
    "name", ["Googlebot/2.1", "Baiduspider", "HeadlessChrome/120", "facebookexternalhit/1.1", "", " "]
)
def test_a_program_that_works_for_no_person_is_a_robot(name):
    assert counting.is_robot(name)


@pytest.mark.parametrize("name", ["Mozilla/5.0 (Linux; Android 9; CUBOT X19) Safari", "curl/8", "R/4.3"])
def test_a_person_and_a_persons_program_are_none(name):
    assert not counting.is_robot(name)


def test_a_use_is_written_soon_though_nobody_comes_after(monkeypatch):
    written = threading.Event()
    monkeypatch.setattr(counting, "SECONDS", 0.01)
    monkeypatch.setattr(counting, "_write", written.set)
    monkeypatch.setattr(counting.Tally, "_write_soon", WRITE_SOON)
    counting.count(PublicDataset(pk=1), Usage.VIEW, user_agent="Mozilla/5.0")
    assert written.wait(60)


def test_a_servers_child_that_stops_writes_what_it_counted(tmp_path):
    file = tmp_path / "written"
    subprocess.run([sys.executable, "-c", SERVER, str(file)], check=True, timeout=60)
    assert file.read_text() == "1"


@pytest.mark.django_db
def test_what_could_not_be_written_is_kept(water_quality, monkeypatch):
    def fail(*_datasets, **_uses):
        raise DatabaseError

    counting.count(water_quality, Usage.VIEW, user_agent="Mozilla/5.0")
    with monkeypatch.context() as broken:
        broken.setattr("opening.querysets.DatasetQuerySet.update", fail)
        counting.flush()
    counting.flush()
    assert PublicDataset.objects.get().views == 1


@pytest.mark.django_db
def test_an_address_that_is_tidied_is_one_view(client, water_quality):
    address = water_quality.get_absolute_url()
    client.get(address, {"区县": ""}, follow=True, HTTP_USER_AGENT="Mozilla/5.0")
    assert counting._tally.gathered.total() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["dataset-detail", "api-dataset", "api-rows", "api-rows-csv"])
def test_asking_for_the_head_is_no_use(client, water_quality, name):
    address = reverse(f"opening:{name}", args=[water_quality.slug])
    answer = client.head(address, HTTP_USER_AGENT="Mozilla/5.0")
    assert (answer.status_code, answer.getvalue()) == (200, b"")
    assert not counting._tally.gathered
    client.get(address, HTTP_USER_AGENT="Mozilla/5.0")
    assert counting._tally.gathered.total() == 1


@pytest.mark.django_db
def test_a_refused_question_is_no_call(client, water_quality):
    address = f"/api/v1/open/datasets/{water_quality.slug}/rows"
    assert client.get(address, {"没有的": "1"}, HTTP_USER_AGENT="curl/8").status_code == 422
    assert not counting._tally.gathered
