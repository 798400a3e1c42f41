from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        # Models can't be imported before all apps are there.
        from reports.services import event_programmes  # noqa: PLC0415
        from workshops.services import copying  # noqa: PLC0415

        copying.TAKEN_ALONG.append(event_programmes.take_along)
