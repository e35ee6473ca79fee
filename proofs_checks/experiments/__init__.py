"""Section 5: the experiment, its table and its figures."""
