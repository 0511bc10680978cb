"""Where visits run. `local`: one process, APScheduler's clock, a store of its own."""
