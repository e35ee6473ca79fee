"""Sections 1 and 2.1: what the running text claims, sentence by sentence, where a machine can settle it."""
