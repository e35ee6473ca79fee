"""What the book shows of this paper: its figures, and its witnesses that are pictures."""
