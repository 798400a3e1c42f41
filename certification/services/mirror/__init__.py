"""Tables of SiHalal: brought in, looked at, applied, taken back."""
