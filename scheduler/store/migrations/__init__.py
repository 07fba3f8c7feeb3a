"""Alembic's revisions, run by `scheduler.store.migrate`; there is no alembic.ini."""
