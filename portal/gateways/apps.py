from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    name = "portal.gateways"
    label = "gateways"
