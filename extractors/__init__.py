"""Text to records: reading, cleaning, parsing, resolving actors and dates, coding actions."""
