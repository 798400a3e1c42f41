"""WhatsApp: taps of the queue, what the service tells, and who wants no reminders."""
