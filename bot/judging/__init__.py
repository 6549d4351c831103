"""Commands that judge without talking to anybody: assess, evaluate, replay, rules."""
