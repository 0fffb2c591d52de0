"""Reading: what words say, with no model."""
