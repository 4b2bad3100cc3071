"""What sharing adds to other chapters' pages, to the frame and to the dashboards."""

from . import grants, objections, requests, returns

__all__ = ["grants", "objections", "requests", "returns"]
