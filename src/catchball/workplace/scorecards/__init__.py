"""The promises of both companies with their numbers, the same for both."""
