"""News from upstream that changes what the public sees."""

from portal.kernel.workflow import subscribe

subscribe("catalog.catalogentry.publish", "opening.refresh_dataset")
subscribe("catalog.catalogentry.withdraw", "opening.refresh_dataset")
subscribe("aggregation.batch.finish", "opening.refresh_after_load")
subscribe("aggregation.mountedresource.take_offline", "opening.refresh_after_unmount")
subscribe("aggregation.objection.accept", "opening.stamp_notices")
subscribe("aggregation.objection.dismiss", "opening.stamp_notices")
subscribe("aggregation.objection.redirect", "opening.stamp_notices")
subscribe("aggregation.objection.close", "opening.publish_answer")
