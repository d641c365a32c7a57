"""The command line for operators and scripts: one module here for each command."""
