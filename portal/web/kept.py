"""What somebody typed into a form that could not be taken: kept in their session till it is opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

KEPT = "web.kept_answers"
#: Longer answers are not kept: a session is no store.
MOST_LETTERS = 50_000
#: Shorter ones (choices, dates) are quickly given once more and are not shown for copying.
LEAST_LETTERS = 10


def keep(http_request: HttpRequest) -> bool:
    """Keep what was sent for the next time that this address is opened; never a password."""
    sent = http_request.POST.copy()
    for name in [name for name in sent if _is_private(name)]:
        del sent[name]
    answers = sent.urlencode()
    if not sent or len(answers) > MOST_LETTERS:
        return False
    http_request.session[KEPT] = [http_request.path, answers]
    return True


def taken(http_request: HttpRequest) -> QueryDict | None:
    """What was kept for this address, once; the page says so."""
    path, answers = http_request.session.get(KEPT, ("", ""))
    if path != http_request.path:
        return None
    del http_request.session[KEPT]
    messages.info(http_request, _("What you typed is here again. It has not been sent yet."))
    return QueryDict(answers)


def written(http_request: HttpRequest) -> list[str]:
    """The texts that were sent, for copying where the form cannot be opened again."""
    names = (name for name in http_request.POST if not _is_private(name))
    texts = (text.strip() for name in names for text in http_request.POST.getlist(name))
    return [text for text in texts if len(text) >= LEAST_LETTERS]


def _is_private(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or name.startswith("_") or "password" in name
