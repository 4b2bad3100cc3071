"""The pages on which entries are read and compiled."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog import services
from catalog.models import CatalogEntry
from tests.people import ITEMS, make_draft

pytestmark = pytest.mark.django_db

LIST = reverse("catalog:entry-list")
CREATE = reverse("catalog:entry-create")
CSV = "许可证号,发证日期\nA001,2026-01-02\nA002,2026-02-03\n"


@pytest.fixture
def at_desk(client, officer):
    client.force_login(officer.user)
    return client


def upload(content: bytes | str = CSV, name: str = "取水许可.csv") -> SimpleUploadedFile:
    data = content.encode("gb18030") if isinstance(content, str) else content
    return SimpleUploadedFile(name, data, "text/csv")


def typed(category, **changes):
    fields = {
        "name": "取水许可",
        "abstract": "取水许可证",
        "category": category.pk,
        "sharing_type": "unconditional",
    }
    fields |= {"sharing_method": "file", "open_type": "closed", "format_category": "spreadsheet"}
    return fields | {"format_type": "csv", "update_cycle": "yearly", "provenance": "real"} | changes


def sheet(*rows, **fields):
    """A post of the items page."""
    counts = {"items-TOTAL_FORMS": len(rows), "items-INITIAL_FORMS": 0}
    cells = {f"items-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return counts | cells | fields


def row(name, **cells):
    return {"name": name, "data_type": "C"} | cells


class TestTheList:
    def test_can_be_narrowed_by_every_filter(self, at_desk, published, officer, city):
        make_draft(officer, name="草稿", grade="L3", themes=["health"], sharing_type="conditional")
        filters = {
            "state": "published",
            "grade": "L1",
            "theme": "environment",
            "sharing_type": "unconditional",
        }
        filters |= {"open_type": "open", "update_cycle": "monthly", "mounted": "0"}
        filters |= {"provider": str(city.water.public_id), "desk": "own", "q": "水质"}
        page = at_desk.get(LIST, filters).content.decode()
        assert published.get_absolute_url() in page
        assert "草稿</a>" not in page

    def test_shows_what_waits_for_the_reader(self, client, submitted, cdo, officer):
        client.force_login(cdo.user)
        make_draft(officer, name="另一条草稿")
        page = client.get(LIST, {"desk": "waiting"}).content.decode()
        assert submitted.name in page
        assert "另一条草稿" not in page

    def test_keeps_its_tab_when_it_is_narrowed_further(self, at_desk, draft):
        page = at_desk.get(LIST, {"desk": "own"}).content.decode()
        assert '<input type="hidden" name="desk" value="own"' in page

    def test_is_exported_as_the_reader_sees_it(self, client, revising, officer, other_unit_officer):
        services.edit_entry(revising, actor=officer, name="改动中的名称")
        client.force_login(other_unit_officer.user)
        file = b"".join(client.get(LIST, {"format": "csv"}).streaming_content).decode("utf-8-sig")
        assert "供水水质监测信息" in file
        assert "改动中的名称" not in file

    def test_stays_within_its_queries(self, at_desk, officer, settings, django_assert_max_num_queries):
        settings.COUNTS_KEPT_SECONDS = 30
        for n in range(12):
            make_draft(officer, name=f"供水{n}")
        at_desk.get(LIST)
        with django_assert_max_num_queries(14):
            at_desk.get(LIST)


class TestTheEntry:
    def test_names_the_next_step_who_takes_it_and_until_when(self, at_desk, signed):
        page = at_desk.get(signed.get_absolute_url()).content.decode()
        assert "贵阳市大数据发展管理局" in page
        assert f"{signed.due_on:%Y-%m-%d}" in page

    def test_shows_a_stranger_neither_the_draft_nor_its_history(
        self, client, revising, officer, other_unit_officer
    ):
        services.edit_entry(revising, actor=officer, abstract="改动中的摘要")
        client.force_login(other_unit_officer.user)
        page = client.get(revising.get_absolute_url()).content.decode()
        assert revising.abstract in page
        assert "改动中的摘要" not in page
        assert "新增监测点" not in page

    def test_shows_the_opinion_with_which_it_was_returned(self, at_desk, returned):
        assert returned.opinion in at_desk.get(returned.get_absolute_url()).content.decode()

    def test_of_another_unit_cannot_be_found_before_it_is_published(self, client, draft, other_unit_officer):
        client.force_login(other_unit_officer.user)
        assert client.get(draft.get_absolute_url()).status_code == 404

    def test_leads_the_signer_to_the_review(self, client, submitted, cdo):
        client.force_login(cdo.user)
        assert submitted.step_url("review") in client.get(submitted.get_absolute_url()).content.decode()


class TestStartingAnEntry:
    def test_saves_what_was_typed(self, at_desk, category):
        response = at_desk.post(
            CREATE, typed(category, keywords="取水，许可、水资源", themes=["environment"])
        )
        entry = CatalogEntry.objects.get()
        assert (response.status_code, response["Location"]) == (302, entry.get_absolute_url())
        assert (entry.keywords, entry.themes) == (["取水", "许可", "水资源"], ["environment"])

    def test_is_not_offered_to_who_does_not_compile(self, client, cdo):
        client.force_login(cdo.user)
        assert client.get(CREATE).status_code == 403

    def test_keeps_everything_typed_when_something_is_missing(self, at_desk, category):
        response = at_desk.post(CREATE, typed(category, abstract="", contact="0851-85551234"))
        assert response.status_code == 422
        assert "0851-85551234" in response.content.decode()

    def test_shows_what_a_file_holds_before_anything_is_saved(self, at_desk, category):
        response = at_desk.post(CREATE, {"_read": "1", "file": upload(), "contact": "0851-85551234"})
        page = response.content.decode()
        assert response.status_code == 200
        assert all(
            word in page for word in ("GB18030", "许可证号", "A002", 'value="取水许可"', "0851-85551234")
        )
        assert not CatalogEntry.objects.exists()

    def test_takes_the_items_of_the_file_that_was_read(self, at_desk, category):
        read = at_desk.post(CREATE, {"_read": "1", "file": upload()})
        token = read.context["sample_form"].initial["sample"]
        at_desk.post(CREATE, typed(category, sample=token))
        assert list(CatalogEntry.objects.get().items.values_list("name", flat=True)) == [
            "许可证号",
            "发证日期",
        ]

    def test_takes_no_file_that_somebody_else_read(self, at_desk, client, category, other_unit_officer):
        token = (
            at_desk.post(CREATE, {"_read": "1", "file": upload()}).context["sample_form"].initial["sample"]
        )
        client.force_login(other_unit_officer.user)
        client.post(CREATE, typed(category, sample=token))
        assert not CatalogEntry.objects.get().items.exists()

    @pytest.mark.parametrize("read", [{"_read": "1"}, {}])
    def test_says_what_is_wrong_with_a_file_and_keeps_what_was_typed(self, at_desk, category, read):
        sent = typed(category, contact="0851-85551234", file=upload(b"%PDF-1.7\n\x00", "a.csv"), **read)
        response = at_desk.post(CREATE, sent)
        page = response.content.decode()
        assert response.status_code == 422
        assert "CSV" in page
        assert all(word in page for word in ("0851-85551234", "取水许可证"))
        assert not CatalogEntry.objects.exists()


class TestEditing:
    def test_a_colleagues_change_is_shown_and_nothing_typed_is_lost(self, at_desk, draft, officer, category):
        url = draft.step_url("update")
        token = at_desk.get(url).context["form"]["unless_changed_since"].value()
        services.edit_entry(draft, actor=officer, contact="同事改的电话", update_cycle="daily")
        sent = typed(category, contact="我填的电话", unless_changed_since=token)
        response = at_desk.post(url, sent)
        assert response.status_code == 409
        assert ("更新周期", "每日") in response.context["theirs"]
        assert all(said in response.content.decode() for said in ("同事改的电话", "我填的电话"))
        assert CatalogEntry.objects.get().contact == "同事改的电话"

    def test_after_looking_at_the_change_one_may_save(self, at_desk, draft, officer, category):
        url = draft.step_url("update")
        services.edit_entry(draft, actor=officer, contact="同事改的电话")
        old = typed(category, contact="我填的电话", unless_changed_since="2026-01-01 00:00:00")
        again = at_desk.post(url, old).context["form"]["unless_changed_since"].value()
        response = at_desk.post(url, old | {"unless_changed_since": again})
        assert (response.status_code, CatalogEntry.objects.get().contact) == (302, "我填的电话")

    def test_what_was_typed_survives_a_submission_by_a_colleague(self, at_desk, submitted, category):
        response = at_desk.post(submitted.step_url("update"), typed(category, contact="我填的电话"))
        assert response.status_code == 409
        assert "我填的电话" in response.content.decode()

    @pytest.mark.parametrize("page", ["update", "items", "propose"])
    def test_a_submitted_entry_is_not_offered_for_editing(self, at_desk, submitted, page):
        assert at_desk.get(submitted.step_url(page)).status_code == 409

    @pytest.mark.parametrize("page", ["update", "items", "propose"])
    def test_another_units_published_entry_is_not_offered_for_editing(
        self, client, published, other_unit_officer, page
    ):
        client.force_login(other_unit_officer.user)
        assert client.get(published.step_url(page)).status_code == 403


class TestEditingItems:
    def post(self, client, entry, *rows, **fields):
        return client.post(entry.step_url("items"), sheet(*rows, **fields))

    def test_saves_rows_in_their_order_with_their_rules(self, at_desk, draft):
        rules = {"minimum": "0.05", "maximum": "2", "allowed": "", "check": ""}
        rows = (
            row("余氯", data_type="N", length="6", decimals="2", ORDER="2", **rules),
            row("编号", ORDER="1"),
        )
        assert self.post(at_desk, draft, *rows, row("")).status_code == 302
        first, second = draft.items.all()
        assert (first.name, second.name) == ("编号", "余氯")
        assert second.rules == {"minimum": 0.05, "maximum": 2}

    def test_deletes_what_is_ticked_and_leaves_empty_rows_out(self, at_desk, draft):
        self.post(at_desk, draft, row("编号"), row("余氯", DELETE="on"), row(""))
        assert list(draft.items.values_list("name", flat=True)) == ["编号"]

    def test_what_the_page_shows_can_be_sent_back_unchanged(self, at_desk, draft):
        before = list(draft.items.values())
        forms = at_desk.get(draft.step_url("items")).context["formset"].forms
        shown = [{name: form[name].value() for name in form.fields} for form in forms]
        rows = [{n: v for n, v in cells.items() if v is not None and v is not False} for cells in shown]
        assert self.post(at_desk, draft, *rows).status_code == 302
        assert list(draft.items.values()) == before

    @pytest.mark.parametrize(
        "wrong",
        [
            [row("余氯"), row("余氯")],
            [row("余氯", data_type="N", minimum="4", maximum="1")],
            [row("余氯", pattern="(")],
            [row("", length="5")],
            [row("余氯", data_type="Z")],
            [row("余氯", data_type="N", length="2", decimals="5")],
        ],
    )
    def test_a_wrong_row_is_named_and_everything_typed_stays(self, at_desk, draft, wrong):
        response = self.post(at_desk, draft, row("新的信息项"), *wrong)
        assert response.status_code == 422
        assert "新的信息项" in response.content.decode()
        assert draft.items.count() == len(ITEMS)

    def test_more_rows_keep_what_was_typed_and_save_nothing(self, at_desk, draft):
        response = self.post(at_desk, draft, row("新的信息项", pattern="("), _more="1")
        assert response.status_code == 200
        assert len(response.context["formset"].forms) == 11
        assert "新的信息项" in response.content.decode()
        assert draft.items.count() == len(ITEMS)

    def test_a_colleagues_change_is_not_overwritten(self, at_desk, draft, officer):
        token = draft.changed_at.isoformat()
        services.edit_entry(draft, actor=officer, contact="同事")
        response = self.post(at_desk, draft, row("新的信息项"), unless_changed_since=token)
        assert response.status_code == 409
        assert "新的信息项" in response.content.decode()

    def test_two_hundred_items_fit_on_the_page(self, at_desk, draft):
        rows = [row(f"信息项{n}", length="20", ORDER=str(n), name_en=f"Item {n}") for n in range(200)]
        assert self.post(at_desk, draft, *rows).status_code == 302
        assert draft.items.count() == 200


class TestProposingItems:
    def test_shows_what_would_be_removed_and_waits_for_a_word(self, at_desk, draft):
        response = at_desk.post(draft.step_url("propose"), {"_read": "1", "file": upload()})
        assert "监测点编号" in response.content.decode()
        assert draft.items.count() == len(ITEMS)

    def test_takes_the_items_over(self, at_desk, draft):
        read = at_desk.post(draft.step_url("propose"), {"_read": "1", "file": upload()})
        token = read.context["sample_form"].initial["sample"]
        at_desk.post(draft.step_url("propose"), {"sample": token})
        assert list(draft.items.values_list("name", flat=True)) == ["许可证号", "发证日期"]

    @pytest.mark.parametrize("sent", [{}, {"sample": "made up"}, {"file": "empty"}])
    def test_without_a_file_it_asks_for_one(self, at_desk, draft, sent):
        sent = {"file": upload(b"")} if sent.get("file") else sent
        response = at_desk.post(draft.step_url("propose"), sent)
        assert (response.status_code, draft.items.count()) == (422, len(ITEMS))


class TestReviewing:
    def test_shows_checks_items_and_every_decision(self, client, signed, authority_reviewer):
        client.force_login(authority_reviewer.user)
        page = client.get(signed.step_url("review")).content.decode()
        assert all(
            word in page for word in ("监测点编号", signed.step_url("approve"), signed.step_url("return"))
        )

    def test_shows_what_differs_from_the_published_version(self, client, revising, officer, cdo):
        services.edit_entry(revising, actor=officer, update_cycle="weekly")
        services.submit_entry(revising, actor=officer)
        client.force_login(cdo.user)
        page = client.get(revising.step_url("review")).content.decode()
        assert "<del" in page
        assert "每周" in page

    def test_is_refused_to_who_has_nothing_to_decide(self, at_desk, submitted):
        assert at_desk.get(submitted.step_url("review")).status_code == 403

    def test_is_too_late_after_the_decision(self, client, published, authority_reviewer):
        client.force_login(authority_reviewer.user)
        assert client.get(published.step_url("review")).status_code in {403, 409}


class TestVersions:
    def test_an_old_version_stays_readable_and_shows_what_changed_since(
        self, client, revising, officer, cdo, authority_reviewer, other_unit_officer
    ):
        services.edit_entry(revising, actor=officer, update_cycle="weekly")
        for act, actor in ((services.submit_entry, officer), (services.sign_entry, cdo)):
            act(revising, actor=actor)
        for act in (services.approve_entry, services.publish_entry):
            act(revising, actor=authority_reviewer)
        client.force_login(other_unit_officer.user)
        first, second = (
            client.get(reverse("catalog:version-detail", args=[revising.public_id, n])).content.decode()
            for n in (1, 2)
        )
        assert "每月" in first
        assert "每周" not in first
        assert "每月" in second
        assert "每周" in second

    def test_a_version_that_was_never_published_is_not_found(self, at_desk, published):
        assert (
            at_desk.get(reverse("catalog:version-detail", args=[published.public_id, 2])).status_code == 404
        )
