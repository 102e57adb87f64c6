"""Rules: each kind of check is a small function from a report and a record to findings; a finding is a value."""
