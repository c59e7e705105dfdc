"""Where work on many rows is done: in processes of this machine, or on a Dask cluster."""
