"""Small stateless helpers, one purpose a module, without any noun of the domain."""
