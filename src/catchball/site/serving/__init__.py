"""Starting and stopping what Catchball runs on: PostgreSQL, the web server and the worker."""
