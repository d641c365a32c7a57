"""How a file is read, understood and judged before anything is written."""
