"""Work that becomes due: what is planned happens, what waits is sent."""
