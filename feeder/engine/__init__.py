"""Where visits run. `local`: one process, APScheduler's clock, SQLite."""
