"""What Celery beat starts, and how often in seconds. A start that comes late is dropped."""

BEAT_SCHEDULE = {
    "drain-outbox": {
        "task": "halalportal.outbox.tasks.drain",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "close-parked-jobs": {
        "task": "halalportal.jobs.tasks.close_parked_jobs",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "expire-offers": {
        "task": "certification.tasks.expire_offers",
        "schedule": 600.0,
        "options": {"expires": 550},
    },
    "forget-identities": {
        "task": "certification.tasks.forget_identities",
        "schedule": 21_600.0,
        "options": {"expires": 3_600},
    },
    "forget-mandate-papers": {
        "task": "certification.tasks.forget_mandate_papers",
        "schedule": 21_600.0,
        "options": {"expires": 3_600},
    },
    "sweep-answer-drafts": {
        "task": "certification.tasks.sweep_answer_drafts",
        "schedule": 21_600.0,
        "options": {"expires": 3_600},
    },
    "sweep-aid-notes": {
        "task": "workshops.tasks.sweep_aid_notes",
        "schedule": 21_600.0,
        "options": {"expires": 3_600},
    },
    "queue-due-reminders": {
        "task": "reports.tasks.queue_due_reminders",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "tell-of-standstills": {
        "task": "reports.tasks.tell_of_standstills",
        "schedule": 600.0,
        "options": {"expires": 550},
    },
    "monthly-reports": {
        "task": "reports.tasks.monthly_reports",
        "schedule": 600.0,
        "options": {"expires": 550},
    },
    "forget-meeting-guests": {
        "task": "workshops.tasks.forget_meeting_guests",
        "schedule": 21_600.0,
        "options": {"expires": 3_600},
    },
    "forget-survey-words": {
        "task": "workshops.tasks.forget_survey_words",
        "schedule": 21_600.0,
        "options": {"expires": 3_600},
    },
    "forget-dead-tokens": {
        "task": "accounts.tasks.forget_dead_tokens",
        "schedule": 21_600.0,
        "options": {"expires": 3_600},
    },
    "close-days": {
        "task": "certification.tasks.close_days",
        "schedule": 600.0,
        "options": {"expires": 550},
    },
}
