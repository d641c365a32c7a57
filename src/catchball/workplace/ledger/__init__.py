"""What facts contribute to numbers, added up as it becomes known, so that no number counts anew."""
