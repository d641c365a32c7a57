"""Plans of programs: tasks and links, the days they come to, and what decides the end."""
