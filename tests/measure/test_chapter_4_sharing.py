"""Chapter 4 of the measure: sharing of data."""

from __future__ import annotations

import pytest

from portal.kernel.errors import NotPermitted
from sharing import services
from sharing.models import GrantUse
from tests.sharing.conftest import *  # noqa: F403  (the same people and requests)

pytestmark = pytest.mark.django_db


@pytest.mark.provision("4.1")
class TestHowDataIsShared:
    """Unconditional data is granted after the conformity check, conditional data by its provider in time."""

    def test_unconditional_data_is_granted_at_once(self, endorsed, authority_reviewer):
        found = services.check_request(endorsed("unconditional"), actor=authority_reviewer)
        assert (found.state, found.grant.state) == ("approved", "active")

    def test_conditional_data_waits_for_its_provider(self, checked):
        assert (checked.state, checked.due_on is not None, hasattr(checked, "grant")) == (
            "checked",
            True,
            False,
        )

    def test_the_clock_of_a_returned_request_stands_still(self, endorsed, authority_reviewer):
        found = services.return_request(endorsed(), actor=authority_reviewer, opinion="依据不全")
        assert (found.state, found.due_on) == ("returned", None)


@pytest.mark.provision("4.2")
class TestUseForItsPurposeOnly:
    """A grant binds consumer, items, rows and time; every use is recorded; revocation acts at once."""

    def test_the_consumer_sees_what_was_granted_and_it_is_recorded(self, granted, other_unit_officer):
        page = services.read_page(granted, actor=other_unit_officer)
        assert [column.name for column in page.columns] == ["监测点编号", "区县"]
        assert GrantUse.objects.get().rows == len(page.rows) == 5

    def test_a_revoked_grant_gives_nothing(self, granted, other_unit_officer, cdo):
        services.revoke_grant(granted, actor=cdo, reason="用途不符")
        with pytest.raises(NotPermitted):
            services.read_page(granted, actor=other_unit_officer)
