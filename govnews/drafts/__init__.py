"""A page → the draft of a profile for its site; a profile and a page → what the profile does there."""
