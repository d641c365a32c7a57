"""What follows a miss: findings both companies accept, and the statement both sign."""
