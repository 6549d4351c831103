from tests.databases import database, database_url, empty_url, postgres, quick_folder, sqlite_template

__all__ = ["database", "database_url", "empty_url", "postgres", "quick_folder", "sqlite_template"]
