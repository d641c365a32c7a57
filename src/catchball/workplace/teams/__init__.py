"""How both companies run a program: stages and gates, charter, team, who answers for what."""
