"""The web app's own pages: display preferences, a job's progress, the style guide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from portal.kernel.errors import Message
from portal.kernel.models import Job

from .context_processors import frame
from .doors import PageView, StaffMixin, actor_of
from .progress import Progress, visible_jobs
from .styleguide import sample_menu, samples

#: Display preferences by cookie, each with the values that it may have.
PREFERENCES = {
    settings.LANGUAGE_COOKIE_NAME: {code for code, _name in settings.LANGUAGES},
    "large_type": {"0", "1"},
    "density": {"compact", "generous"},
}
YEAR = 365 * 24 * 3600


@method_decorator(csrf_exempt, name="dispatch")  # a stranger could at most enlarge somebody's letters
class PreferenceUpdate(View):
    """Keeps a display preference (language, large type, density) in a cookie and goes back."""

    http_method_names = ["post"]

    def post(self, http_request: HttpRequest) -> HttpResponse:
        """Set the cookies named in the form."""
        response = HttpResponseRedirect(safe_address(http_request))
        for name, values in PREFERENCES.items():
            if (value := http_request.POST.get(name)) in values:
                secure = settings.SESSION_COOKIE_SECURE
                response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
        return response


def safe_address(http_request: HttpRequest) -> str:
    """Where the form wants to go back to, if that is on this site."""
    wish = http_request.POST.get("next", "")
    secure = http_request.is_secure()
    if url_has_allowed_host_and_scheme(wish, {http_request.get_host()}, require_https=secure):
        return wish
    return "/"


class JobDetail(StaffMixin, PageView):
    """The progress of one job; leaving the page does not stop it."""

    template_name = "web/job.html"
    audience = _("Whoever started it, and colleagues of the same unit")

    def get_title(self) -> Message:
        """What the job does."""
        return Progress(self.job).label

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The job."""
        return super().get_context_data(job=self.job, **kwargs)

    @cached_property
    def job(self) -> Job:
        """The job that the address names, if the actor may watch it."""
        return get_object_or_404(visible_jobs(self.actor), public_id=self.kwargs["public_id"])


def job_progress(http_request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The fragment that the progress panel is replaced by every second."""
    job = get_object_or_404(visible_jobs(actor_of(http_request)), public_id=public_id)
    return render(http_request, "web/_progress.html", {"job": job, "progress": Progress(job)})


class StyleGuide(PageView):
    """Every component with sample text; in demo and development only."""

    template_name = "web/styleguide.html"
    title = _("Style guide")
    layout = "staff.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Samples of all components."""
        if not (settings.DEBUG or settings.DEMO):
            raise Http404
        context = super().get_context_data(**kwargs) | samples()
        return context | {"frame": {**frame(self.http_request)["frame"], "menu": sample_menu()}}
