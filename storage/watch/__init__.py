"""Numbers and questions over everybody, for whoever watches the machine; and the broom."""
