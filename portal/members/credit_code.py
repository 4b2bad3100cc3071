"""The unified social credit code of GB 32100-2015: 18 characters, the last one a check digit."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError


def validate_credit_code(value: str) -> None:
    """Refuse a code of the wrong length, alphabet or check digit."""
    try:
        compact = uscc.validate(value)
    except NumberError as error:
        raise ValidationError(
            _("“%(value)s” is not a valid unified social credit code: its check digit or form is wrong.")
            % {"value": value},
            code="credit_code",
        ) from error
    if compact != value:
        raise ValidationError(_("Write the credit code as 18 capital letters and digits, without spaces."))
