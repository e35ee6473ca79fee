"""Section 2: the loss as the energy of charges, and their dynamics."""
