"""Pages about programs: stage, charter, team."""
