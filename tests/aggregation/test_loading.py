"""A file becomes a version of its table, or it is told why not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from aggregation import services
from aggregation.models import Batch
from portal.kernel import jobs
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.models import AuditEvent, JobState
from portal.store import query

from .samples import HEADER, MIXED, THREE, csv_file

pytestmark = pytest.mark.django_db


def numbers(mounted) -> list[str]:
    """The point numbers that readers see."""
    return sorted(row[0] for row in query.page(query.Query(mounted.table)).rows)


def test_a_file_arrives_whole_and_the_catalog_says_so(load, mounted, published):
    batch = load()
    published.refresh_from_db()
    assert (batch.state, batch.rows_read, batch.loaded, batch.rejected, batch.added) == ("loaded", 3, 3, 0, 3)
    assert numbers(mounted) == ["P001", "P002", "P003"]
    assert (published.delivered_version, published.delivered_rows) == (batch.version.number, 3)
    assert batch.digest
    assert batch.seconds is not None


def test_the_first_data_confirms_the_mount(load, mounted):
    load()
    mounted.refresh_from_db()
    assert mounted.state == "verified"
    assert mounted.verified_at is not None


def test_every_record_is_loaded_or_turned_down_with_its_reason(load):
    batch = load([*THREE, *MIXED[1:]])
    rules = set(batch.version.rejects.values_list("rule", flat=True))
    assert (batch.state, batch.rows_read, batch.loaded, batch.rejected) == ("rejected", 7, 0, 4)
    assert rules == {"type", "required", "maximum", "length"}


def test_a_batch_below_the_share_is_loaded_with_its_rejects(load, mounted):
    batch = load([*THREE, MIXED[1]])
    assert (batch.state, batch.loaded, batch.rejected) == ("loaded", 3, 1)
    assert batch.version.rejects.get().record == 4
    assert len(numbers(mounted)) == 3


def test_a_batch_above_the_share_changes_nothing(load, mounted):
    load()
    batch = load(MIXED)
    mounted.table.refresh_from_db()
    assert batch.state == "rejected"
    assert "50%" in batch.message
    assert numbers(mounted) == ["P001", "P002", "P003"]
    assert mounted.table.current_version == 1


def test_updating_by_key_says_what_it_did(load):
    load()
    batch = load(
        ["P003,花溪区,2026-10-02,0.5", "P001,云岩区,2026-10-01,0.35", "P009,乌当区,2026-10-01,0.1"],
        mode="upsert",
    )
    assert (batch.added, batch.changed, batch.unchanged, batch.removed) == (1, 1, 1, 0)


def test_an_unknown_item_is_named_before_anything_is_queued(mounted, officer):
    file = csv_file(["P001,云岩区,0.3"], header="监测点编号,区县,总氯")
    with pytest.raises(ValidationError) as refusal:
        services.receive_file(mounted, file, actor=officer)
    said = " ".join(refusal.value.message_dict["file"])
    assert "总氯" in said
    assert "监测日期" in said
    assert not Batch.objects.exists()


def test_a_file_with_another_encoding_is_recognised(load, mounted):
    assert load(encoding="gb18030").format["encoding"].lower() in {"gb18030", "gbk"}
    assert len(numbers(mounted)) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("header only.csv", f"{HEADER}\n".encode()),
        ("broken.xlsx", b"PK\x03\x04 and then nothing of a workbook"),
        ("a picture called.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence_at_its_field(mounted, officer, name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    with pytest.raises(ValidationError) as refusal:
        services.receive_file(mounted, SimpleUploadedFile(name, content), actor=officer)
    assert list(refusal.value.message_dict) == ["file"]
    assert not Batch.objects.exists()


def test_a_workbook_called_csv_is_read_as_what_it_is(mounted, officer, tmp_path):
    import xlsxwriter
    from django.core.files.uploadedfile import SimpleUploadedFile

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate([HEADER, *THREE]):
            sheet.write_row(number, 0, line.split(","))
    file = SimpleUploadedFile("水质.csv", path.read_bytes(), content_type="text/csv")
    batch = services.receive_file(mounted, file, actor=officer)
    jobs.run_inline(batch.job)
    batch.refresh_from_db()
    assert (batch.format["kind"], batch.state, batch.loaded) == ("xlsx", "loaded", 3)


def test_a_file_above_the_limit_is_refused(mounted, officer, monkeypatch):
    file = csv_file()
    monkeypatch.setattr(file, "size", 5 * 1024**3)
    with pytest.raises(ValidationError, match=r"2\.0"):
        services.receive_file(mounted, file, actor=officer)


def test_a_second_batch_waits_for_the_first(received, mounted, officer):
    with pytest.raises(Conflict, match=received.file_name):
        services.receive_file(mounted, csv_file(name="second.csv"), actor=officer)
    assert Batch.objects.count() == 1


def test_only_the_provider_s_data_officers_hand_files_in(mounted, cdo, other_unit_officer):
    for somebody in (cdo, other_unit_officer):
        with pytest.raises(NotPermitted):
            services.receive_file(mounted, csv_file(), actor=somebody)
    assert not Batch.objects.exists()


def test_a_failed_load_says_why_and_leaves_the_old_data(failed, mounted):
    assert (failed.state, failed.message) == ("failed", "第 2 行之后无法读取。")
    assert failed.version.state == "aborted"
    assert failed.job.state == JobState.FAILED
    assert mounted.table.versions.filter(state="open").count() == 0


def test_a_failed_batch_can_be_loaded_again_from_its_kept_file(failed, officer, mounted):
    batch = services.retry_batch(failed, actor=officer)
    jobs.run_inline(batch.job)
    batch.refresh_from_db()
    assert (batch.state, batch.message, batch.loaded) == ("loaded", "", 3)
    assert len(numbers(mounted)) == 3


def test_a_discarded_batch_is_not_loaded_by_its_job(received, officer, mounted):
    services.discard_batch(received, actor=officer)
    job = jobs.run_inline(received.job)
    received.refresh_from_db()
    assert (job.state, received.state) == (JobState.SUCCEEDED, "discarded")
    assert mounted.table.current_version == 0


def test_a_job_that_runs_twice_loads_once(load):
    batch = load()
    services.load_batch(batch, run=None, actor=None)
    assert Batch.objects.get().version.number == 1


def test_every_step_is_in_the_audit_trail(load):
    load()
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {
        "aggregation.mountedresource.mount",
        "aggregation.mountedresource.verify",
        "aggregation.batch.receive",
        "aggregation.batch.start",
        "aggregation.batch.finish",
        "catalog.catalogentry.record_delivery",
    } <= actions
