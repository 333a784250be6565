"""HTML: pages of one file that need nothing from outside, neither scripts nor styles."""
