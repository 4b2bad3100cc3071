"""Chapter 3 of the measure: the principles of collection."""

from __future__ import annotations

import pytest

from catalog import selectors, services
from tests.people import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.provision("3.1")]


class TestOneItemOneSource:
    """Who compiles is told which items others share already; basis and purpose are recorded."""

    def test_who_compiles_an_item_that_another_unit_shares_is_told_where(self, published, other_unit_officer):
        draft = make_draft(other_unit_officer, [{"name": "余氯", "data_type": "N"}], name="水质卫生监测")
        held = selectors.held_elsewhere(draft)
        assert [(h.provider, h.items) for h in held] == [(published.provider, ["余氯"])]

    def test_the_warning_stops_nothing(self, published, other_unit_officer):
        draft = make_draft(other_unit_officer, [{"name": "余氯", "data_type": "N"}], name="水质卫生监测")
        assert selectors.held_elsewhere(draft)
        assert services.submit_entry(draft, actor=other_unit_officer).state == "submitted"

    def test_what_others_only_draft_is_no_source(self, draft, other_unit_officer):
        again = make_draft(other_unit_officer, [{"name": "余氯", "data_type": "N"}], name="水质卫生监测")
        assert selectors.held_elsewhere(again) == []

    def test_an_entry_records_on_what_basis_and_what_for_its_data_is_collected(self, draft, officer):
        words = {"collection_basis": "《城市供水条例》第十九条", "collection_purpose": "保障供水水质安全"}
        services.edit_entry(draft, actor=officer, **words)
        assert words.items() <= selectors.content_of(draft.__class__.objects.get(pk=draft.pk)).items()
