"""Django's backend for PostgreSQL, sparing with questions whether a connection still works."""
