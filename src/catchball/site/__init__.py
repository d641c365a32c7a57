"""Settings, addresses, navigation and look: the floor that people stand on."""
