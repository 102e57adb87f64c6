"""What Alembic runs a migration in: the connection and the transaction of whoever asked for it."""

from alembic import context

# transactional_ddl: SQLite can undo the making of tables too, so a migration is whole or has not happened.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
