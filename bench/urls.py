"""The portal's addresses, and ``/bare``: the least that a view can do for a page of rows."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(http_request: HttpRequest) -> HttpResponse:
    """Send the page's statement as it stands and answer with the rows as the database wrote them."""
    with connection.cursor() as cursor:
        cursor.execute(settings.BARE_STATEMENT)
        ((_version, _generation, rows, *_cursor),) = cursor.fetchall()
    return HttpResponse(rows, content_type="application/json")


urlpatterns = [path("bare", bare), path("", include("portal.urls"))]
