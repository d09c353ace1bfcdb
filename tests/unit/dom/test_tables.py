from lxml import etree

from govnews.dom import read_tree


def test_a_row_inside_a_cell_keeps_cells_and_spans_together() -> None:
    # As libxml2 builds it where an inline element stands open between cell and row.
    rows = "<tr><td colspan='2'>甲<b><tr><td>乙</td><td>丙</td></tr></b></td><td>丁</td></tr>" * 3
    tree = read_tree(etree.fromstring(f"<html><body><table>{rows}</table></body></html>"))
    found = [line.row for line in tree.lines if line.row]
    assert found
    assert all(len(row.cells) == len(row.spans) for row in found)
