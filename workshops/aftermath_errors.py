"""What can stand in the way of files, surveys and reports of an event, in plain sentences."""

from halalportal.lib.formats import moment
from workshops.errors import WorkshopError
from workshops.models import Event, EventReport


class FileRefusedError(WorkshopError):
    """A file or link that is not kept; the text says what to do."""


class SurveyClosedError(WorkshopError):
    """Too early, too late, or the person was not there."""

    def __init__(self, event: Event) -> None:
        super().__init__(
            f"Survei ini tidak dibuka untuk Anda sekarang. Ada pertanyaan? Hubungi panitia: "
            f"{event.organiser}."
        )


class ReportChangedError(WorkshopError):
    """Somebody else saved the report since the form was opened."""

    def __init__(self, report: EventReport) -> None:
        when = moment(report.changed_at, report.event.time_zone)
        super().__init__(
            f"{report.changed_by.name} menyimpan laporan ini {when}. Buka laporan di jendela lain, "
            "bandingkan, lalu simpan lagi."
        )
