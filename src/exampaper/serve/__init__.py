"""Practice and preview over HTTP, on this machine: a page, a few requests, processes with limits that answer them."""
