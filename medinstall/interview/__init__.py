"""The interview: which question comes next, what is typed, and how it is asked."""
