from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "halalportal.jobs"
    label = "jobs"
