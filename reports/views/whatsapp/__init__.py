"""Pages about WhatsApp and about who wants no reminders."""
