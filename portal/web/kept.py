"""What somebody typed into a form that could not be taken: kept till the same person opens it again.

When a session has ended, only a signed cookie still tells whose browser this is. Without it nothing is kept:
strangers cannot fill the table of sessions, and the next person at a shared computer reads nothing.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

KEPT = "web.kept_answers"
#: The cookie that tells who was signed in last.
PERSON = "person"
#: Longer answers are not kept: a session is no store.
MOST_LETTERS = 50_000
#: Shorter ones (choices, dates) are quickly given once more and are not shown for copying.
LEAST_LETTERS = 10


def tell_person(http_request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the browser of whoever is signed in remember who that is, until it is closed."""
    person = str(http_request.user.pk)
    if _person(http_request) != person:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_signed_cookie(PERSON, person, salt=KEPT, httponly=True, samesite="Lax", secure=secure)


def keep(http_request: HttpRequest) -> bool:
    """Keep what was sent for the next time that this person opens this address; never a password."""
    person = _person(http_request)
    sent = http_request.POST.copy()
    for name in [name for name in sent if _is_private(name)]:
        del sent[name]
    answers = sent.urlencode()
    if not (person and sent) or len(answers) > MOST_LETTERS:
        return False
    http_request.session[KEPT] = [http_request.path, answers, person]
    return True


def taken(http_request: HttpRequest) -> QueryDict | None:
    """What was kept for this address, once; the page says so."""
    path, answers, person = http_request.session.get(KEPT, ("", "", ""))
    if path != http_request.path:
        return None
    del http_request.session[KEPT]
    if person != str(http_request.user.pk):
        return None
    messages.info(http_request, _("What you typed is here again. It has not been sent yet."))
    return QueryDict(answers)


def written(http_request: HttpRequest) -> list[str]:
    """The texts that were sent, for copying where the form cannot be opened again."""
    names = (name for name in http_request.POST if not _is_private(name))
    texts = (text.strip() for name in names for text in http_request.POST.getlist(name))
    return [text for text in texts if len(text) >= LEAST_LETTERS]


def _person(http_request: HttpRequest) -> str:
    return str(http_request.get_signed_cookie(PERSON, default="", salt=KEPT))


def _is_private(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or name.startswith("_") or "password" in name
