"""Files in the database: type by content, pictures without metadata."""
