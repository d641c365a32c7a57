"""The risk assessment of a program: scored, planned, approved by both companies, watched."""
