"""Pictures that go with the moves, and the breathing pacer. Drawn once by ``drawing``, then kept as files."""
