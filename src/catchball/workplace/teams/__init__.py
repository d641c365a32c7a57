"""What both companies set up to run a program together: its stage, charter and team."""
