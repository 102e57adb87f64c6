"""Makes the officer's manual of ``docs/manual``: one HTML page with its pictures, and a PDF."""
