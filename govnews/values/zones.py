"""The clock a page's times are printed in. Never invented: from the profile, the host, or unmistakable marks of the page."""

from govnews.values.urls import host_of

_CHINA = "+08:00"  # mainland, Hong Kong, Macao and Taiwan share it (DESIGN §5, rule "date")
_TOP_LEVEL = (".cn", ".hk", ".mo", ".tw", ".中国", ".中國", ".香港", ".台灣")
_MARKS = (
    *(
        "新华社",
        "新華社",
        "中国政府网",
        "人民政府",
        "政府门户网站",
        "政府門戶網站",
        "国务院",
        "国办发",
    ),
    *("网站标识码", "公网安备", "ICP备", "香港特別行政區", "澳門特別行政區", "中華民國"),
)
_ENOUGH = 4000  # characters of the page that are looked at for marks


def zone_of(url: str | None, marks: str, profile_zone: str | None = None) -> str | None:
    """The offset of the portal's clock, or ``None`` for local time without one.

    ``profile_zone`` (the site's profile) decides; then the host's top level domain; then ``marks``, any text of the page
    such as its masthead and footer, that names a mainland, Hong Kong, Macao or Taiwan office.
    """
    if profile_zone:
        return profile_zone
    host = host_of(url) or ""
    if host.endswith(_TOP_LEVEL):
        return _CHINA
    looked_at = marks if len(marks) <= _ENOUGH else f"{marks[:_ENOUGH]}\n{marks[-_ENOUGH:]}"
    return _CHINA if any(mark in looked_at for mark in _MARKS) else None
