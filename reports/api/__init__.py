"""The read API below /api/v1/: what a person may see, as JSON, with personal data masked."""
