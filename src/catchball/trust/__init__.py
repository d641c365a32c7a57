"""Who may, who did, who signed: the scope, the wall, the command door and the journal."""
