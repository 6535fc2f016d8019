"""One module for each kind of package, and what they share."""
