"""Codes with right check digits that cannot be anyone's: credit codes, resident IDs, telephone numbers."""

from __future__ import annotations

import datetime

from stdnum.cn import ric, uscc

#: Weights of GB 11714 for the eight characters of an organization code.
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
#: Every generated organization code begins so (real ones of today begin with MA or MB).
ORGANIZATION_PREFIX = "DM"
#: A province's code: no identity card was ever issued under it, yet its numbers pass the check.
RESIDENT_PREFIX = "520000"
#: No operator holds these numbers.
PHONE_PREFIX = "1540000"


def credit_code(kind: str, area_code: str, serial: int) -> str:
    """A unified social credit code (GB 32100): registry and kind, area, organization, check digit."""
    body = f"{ORGANIZATION_PREFIX}{serial:06d}"
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    check = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    code = f"{kind}{area_code}{body}{check}"
    return code + uscc.calc_check_digit(code)


def resident_id(born: datetime.date, serial: int) -> str:
    """A resident's number (GB 11643) with a right check digit, under a code that was never issued; its serial
    is odd for men and even for women."""
    code = f"{RESIDENT_PREFIX}{born:%Y%m%d}{serial:03d}"
    return code + ric.calc_check_digit(code + "0")


def with_wrong_check_digit(code: str) -> str:
    """The same code with another last character."""
    return code[:-1] + ("1" if code[-1] != "1" else "2")


def phone(serial: int) -> str:
    """A mobile number of eleven digits that nobody has."""
    return f"{PHONE_PREFIX}{serial % 10_000:04d}"
