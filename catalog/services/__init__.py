"""Everything that the catalog chapter lets anyone do."""

from .compiling import (
    create_entry,
    edit_entry,
    keep_sample,
    preview_sample,
    propose_items,
    proposed_items,
    require_desk,
    set_items,
)
from .delivery import record_delivery, record_mount
from .freshness import ChangedMeanwhile
from .lifecycle import (
    approve_entry,
    decline_entry,
    publish_entry,
    return_entry,
    revise_entry,
    sign_entry,
    submit_entry,
    take_back_entry,
    withdraw_entry,
)
from .responsibility import draft_list, publish_list

__all__ = [
    "ChangedMeanwhile",
    "approve_entry",
    "create_entry",
    "decline_entry",
    "draft_list",
    "edit_entry",
    "keep_sample",
    "preview_sample",
    "propose_items",
    "proposed_items",
    "publish_entry",
    "publish_list",
    "record_delivery",
    "record_mount",
    "require_desk",
    "return_entry",
    "revise_entry",
    "set_items",
    "sign_entry",
    "submit_entry",
    "take_back_entry",
    "withdraw_entry",
]
