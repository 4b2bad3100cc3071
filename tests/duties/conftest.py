"""What tests of rules and documents begin with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from portal.duties import services
from portal.kernel import clock

KEY = "catalog.review_days"


def version(**changes: Any) -> dict[str, Any]:
    """A new version of the review's time limit, from next week on."""
    words = {"source": "修订后的办法第十二条", "reason": "审核时限放宽"}
    return {"value": 5, "effective_from": clock.today() + timedelta(days=7)} | words | changes


def document(**changes: Any) -> dict[str, Any]:
    """What is known of a document in force."""
    words = {"title": "贵州省政府数据共享开放条例", "kind": "local_regulation", "standing": "in_force"}
    more = {"issuer": "贵州省人民代表大会常务委员会", "relation": "上位法", "source": "省人大常委会公告"}
    return words | more | changes


@pytest.fixture
def registered(authority_reviewer):
    return services.register_document(actor=authority_reviewer, **document())
