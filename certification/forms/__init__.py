"""What people type about programmes and applications."""
