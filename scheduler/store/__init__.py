"""The database: the queue, its journal and what is kept of the networks. The only room that knows SQLAlchemy."""
