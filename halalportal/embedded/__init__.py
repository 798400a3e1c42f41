"""The servers of `make demo` and of the tests, all on this machine."""
