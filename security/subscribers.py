"""News from upstream after which data has to be judged."""

from portal.kernel.workflow import subscribe

subscribe("aggregation.batch.finish", "security.note_finding")
subscribe("catalog.catalogentry.publish", "security.compare_declaration")
