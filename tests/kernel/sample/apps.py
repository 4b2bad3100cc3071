"""How the sample starts."""

from django.apps import AppConfig


class SampleConfig(AppConfig):
    """Installed by the test settings alone."""

    name = "tests.kernel.sample"
    label = "sample"
