"""govnews: what governments publish, as records a person can trust."""
