"""News from upstream."""

from portal.kernel.workflow import subscribe

subscribe("catalog.catalogentry.publish", "aggregation.follow_entry")
subscribe("catalog.catalogentry.withdraw", "aggregation.close_mounts")
subscribe("aggregation.objection.dismiss", "aggregation.archive_objection")
subscribe("aggregation.objection.redirect", "aggregation.archive_objection")
