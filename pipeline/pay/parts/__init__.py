"""Choose the parts of a description that may state the pay of its job."""
