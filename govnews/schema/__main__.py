"""``python -m govnews.schema`` writes the schema documents anew, beside this file."""

from pathlib import Path

from govnews.schema.generate import documents


def main() -> None:
    """Write every schema document and name it."""
    for name, text in documents().items():
        path = Path(__file__).with_name(name)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.name)


if __name__ == "__main__":
    main()
