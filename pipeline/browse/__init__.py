"""Show a store in a browser, with Datasette."""
