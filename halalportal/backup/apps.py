from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "halalportal.backup"
    label = "backup"
