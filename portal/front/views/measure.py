"""The measure beside the portal: purpose, terms, principles, provisions; for everybody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.doors import PageView, PublicMixin

from .. import glossary, provisions, selectors


class MeasureView(PublicMixin, PageView):
    """Each provision with what it asks, the screens where it lives, its live figures and its tests."""

    template_name = "front/measure.html"
    title = _("About the measure")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The measure's chapters as they stand."""
        chapters = selectors.measured_chapters(self.actor)
        shown = [p for chapter in chapters for p in chapter.provisions]
        return super().get_context_data(
            chapters=chapters,
            done=sum(not p.provision.planned for p in shown),
            total=len(shown),
            tests=sum(p.passed for p in shown),
            principles=provisions.principles(),
            terms=list(glossary.terms().values())[:3],
            measure={part: provisions.measure(part) for part in ("title", "purpose", "scope", "basis")},
            **kwargs,
        )


class GlossaryView(PublicMixin, PageView):
    """The measure's terms in Chinese and English with their meaning and source."""

    template_name = "front/glossary.html"
    title = _("Glossary")
    lead = _("What the words of the measure mean on this portal. ◦ marks the portal's own wording.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The terms."""
        return super().get_context_data(terms=glossary.terms().values(), **kwargs)
