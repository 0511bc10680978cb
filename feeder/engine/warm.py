"""Imported where worker processes are forked from, and there alone: what reading takes is loaded once for all."""

from feeder.parse import extract

PAGE = (
    "<html><body><main><h1>The pier is open</h1><p>4 March 2025</p><p>It was closed for long, said the harbour master."
    " Ships can land there again from Friday on, as they did before the storm.</p></main></body></html>"
)

extract(PAGE.encode(), "https://pier.example/", shape="article")
