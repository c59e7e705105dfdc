"""Exchange rates: shipped with the package, loaded by the user, and updated from the ECB."""
