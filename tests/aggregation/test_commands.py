"""The same loads and exports from a terminal."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from aggregation.models import Batch

from .samples import HEADER, MIXED, THREE

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "水质.csv"
    path.write_text("\n".join([HEADER, *THREE]), encoding="utf-8")
    return path


def test_a_file_is_loaded_and_the_result_told_as_json(mounted, file):
    said = StringIO()
    call_command("load_file", mounted.entry.resource_code, str(file), "--json", stdout=said)
    outcome = json.loads(said.getvalue())
    assert (outcome["state"], outcome["loaded"], outcome["version"]) == ("loaded", 3, 1)
    assert Batch.objects.get().uploaded_by is None


def test_a_wrong_code_ends_with_a_sentence(mounted, file):
    with pytest.raises(CommandError, match="999999/000001"):
        call_command("load_file", "999999/000001", str(file))
    assert not Batch.objects.exists()


def test_a_missing_file_ends_with_its_name(mounted):
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        call_command("load_file", mounted.entry.resource_code, "nowhere.csv")


def test_a_file_full_of_mistakes_ends_non_zero_and_lists_them(mounted, file):
    file.write_text("\n".join([HEADER, *MIXED]), encoding="utf-8")
    said = StringIO()
    with pytest.raises(CommandError, match="50%"):
        call_command("load_file", mounted.entry.resource_code, str(file), stdout=said)
    assert "余氯" in said.getvalue()


def test_the_rows_come_out_as_they_went_in(load, mounted, tmp_path):
    load()
    output, said = tmp_path / "out.csv", StringIO()
    call_command("export_rows", mounted.entry.resource_code, "--output", str(output), "--json", stdout=said)
    lines = output.read_text(encoding="utf-8-sig").splitlines()
    assert lines == [HEADER, *THREE]
    assert json.loads(said.getvalue())["rows"] == 3


def test_a_resource_without_data_cannot_be_exported(mounted):
    with pytest.raises(CommandError, match="No data"):
        call_command("export_rows", mounted.entry.resource_code)
