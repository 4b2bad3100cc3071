"""Whether this process can serve: asked by the demo's supervisor, by containers and by a proxy."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(http_request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503; echoes the nonce by which a supervisor knows its own web."""
    reachable = _database_answers()
    told = {"status": "ok" if reachable else "database unreachable", "nonce": settings.READINESS_NONCE}
    return JsonResponse(told, status=200 if reachable else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
