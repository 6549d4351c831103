"""What a text claims about a thing it names: now or past, mine or another's, sure or not, or denied."""
