from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "halalportal.interface"
    verbose_name = "Tampilan"
