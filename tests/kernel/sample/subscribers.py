"""Who hears of a petition."""

from portal.kernel.workflow import subscribe

subscribe("sample.petition.submit", "sample.hear")
