"""The commands of ``govnews``, one file each; ``govnews.cli`` puts them together."""
