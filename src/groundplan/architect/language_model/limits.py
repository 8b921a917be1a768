"""What a language model may take where a project does not say; apart, since settings are read where no architect is."""

BUDGET = 8_000
TIMEOUT = 60.0
