"""What the pages about WhatsApp show."""
