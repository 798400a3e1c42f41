"""One file with the whole portal: database, uploads, and a manifest that proves a restore."""
