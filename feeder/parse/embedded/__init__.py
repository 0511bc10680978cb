"""What a page holds for programs: JSON-LD, microdata, page state, WordPress."""
