"""Appendices G and H: common activations."""
