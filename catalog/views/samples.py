"""Reading a file before anything is made from it: upload, look, go on."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kernel.actor import Actor
from portal.web.doors.forms import show_refusal

from .. import services
from ..forms import SampleForm
from ..forms.samples import token_of
from ..models import DataItem

#: Rows of the preview: enough to recognise the table.
SHOWN_ROWS = 8


class SampleReader:
    """One file on one page: kept when it arrives, previewed, carried along by its token."""

    def __init__(self, actor: Actor, *sent: Any) -> None:
        self.actor = actor
        self.form = SampleForm(*sent, user_id=actor.user.pk if actor.user else 0)
        self.stored: Any = None
        self.seen: Any = None

    def read(self, *, needed: bool) -> bool:
        """Keep and preview what was sent; false, with the reason on the form, where it cannot be read."""
        if not self.form.is_valid():
            return False
        if needed and not any(self.form.cleaned_data.values()):
            self.form.add_error("file", _("Choose a file first."))
            return False
        try:
            self._read(self.form.cleaned_data["file"], self.form.cleaned_data["sample"])
        except ValidationError as error:
            show_refusal(self.form, ValidationError({"file": error.messages}))
            return False
        return True

    @property
    def proposed_name(self) -> str:
        """The file's name without its ending, as a first name for the entry."""
        return PurePath(self.stored.name).stem[:100] if self.stored else ""

    @property
    def context(self) -> dict[str, Any]:
        """What ``catalog/_file_preview.html`` reads."""
        if self.seen is None:
            return {"sample_form": self.form}
        fresh = SampleForm(initial={"sample": token_of(self.stored, self.form.user_id)}, user_id=0)
        items = services.proposed_items(self.seen)
        columns = [(column, DataItem(**item)) for column, item in zip(self.seen.columns, items, strict=True)]
        rows = self.seen.rows[:SHOWN_ROWS]
        return {"sample_form": fresh, "seen_file": self.seen, "stored": self.stored} | {
            "sample_columns": columns,
            "sample_rows": rows,
        }

    def _read(self, file: Any, earlier: Any) -> None:
        if file is not None:
            self.stored, self.seen = services.keep_sample(file, actor=self.actor)
        elif earlier is not None:
            self.stored, self.seen = earlier, services.preview_sample(earlier)
