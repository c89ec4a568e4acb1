"""Report files: TOML, CSV and GeoJSON, and the files that Mustermap itself exported."""
