"""The built Windows program tried under Wine: a test harness, of which nothing is shipped."""
