"""A file that items are proposed from: uploaded once, then carried along by a signed token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.store.models import StoredFile

SALT = "catalog.sample"
#: Seconds for which a file that was read may be taken over.
GOOD_FOR = 24 * 3600


def token_of(stored: StoredFile, user_id: int) -> str:
    """What lets this person, and nobody else, go on with a file that was read."""
    return signing.dumps([stored.pk, user_id], salt=SALT)


class SampleForm(forms.Form):
    """A file, or the token of one that was read already."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("CSV or XLSX with a header row. Encoding, separator and types are recognised."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls"}),
    )
    sample = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user_id = user_id

    def clean_sample(self) -> StoredFile | None:
        """The file behind the token."""
        token = self.cleaned_data["sample"]
        if not token:
            return None
        try:
            pk, user_id = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature as error:
            raise ValidationError(_("Choose the file again: it was read too long ago.")) from error
        return StoredFile.objects.filter(pk=pk).first() if user_id == self.user_id else None
