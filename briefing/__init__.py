"""One-page daily briefings (每日要情) from Chinese newspaper pages."""
