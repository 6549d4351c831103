"""What may go wrong around a talk: one button tapped twice, somebody out of reach for a while."""
