"""What every benchmark needs: databases, people, a local Bot API server, tables of figures."""
