"""The journal as people read it: who, when, what, why; searched, printed and taken away."""
