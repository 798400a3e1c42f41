"""Who may self-declare: a pure engine over rules that are data (domain: Kepkaban 146/2025)."""
