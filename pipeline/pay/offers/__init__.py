"""Tell whether an amount of a description is offered for its job."""
