"""What the law says a report looks like: official formats as data, and the shapes derived from them."""
