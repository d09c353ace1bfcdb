import pytest

from spiders.redirects import find_redirect

HERE = "http://a.gov.test/b/index.html"


@pytest.mark.parametrize(
    ("body", "target"),
    [
        pytest.param(
            b'<meta http-equiv="refresh" content="0;url=../c/">', "http://a.gov.test/c/", id="meta"
        ),
        pytest.param(
            b"<META HTTP-EQUIV=Refresh CONTENT='1; URL=http://b.test/?a=1&amp;b=2'>",
            "http://b.test/?a=1&b=2",
            id="meta, upper case",
        ),
        pytest.param(
            b"<script>window.location.href='/d.html'</script>",
            "http://a.gov.test/d.html",
            id="href",
        ),
        pytest.param(
            b'<script>location.replace("e.html")</script>',
            "http://a.gov.test/b/e.html",
            id="replace",
        ),
        pytest.param(
            b'<meta http-equiv="refresh" content="300;url=/c/">', None, id="reloads itself later"
        ),
        pytest.param(b"<!-- <script>location.href='/x'</script> -->", None, id="in a comment"),
        pytest.param(
            b"<script>document.cookie='a';location.href='/x'</script>", None, id="challenge"
        ),
        pytest.param(
            b"<script>location.href='javascript:alert(1)'</script>", None, id="script scheme"
        ),
        pytest.param(
            b"<script>location.href='file:///etc/passwd'</script>", None, id="file scheme"
        ),
        pytest.param(b"<script>location.href='index.html'</script>", None, id="itself"),
        pytest.param(
            b"<script>location.href='/x'</script>" + b"a" * 5000, None, id="a page to be read"
        ),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_target(body: bytes, target: str | None) -> None:
    assert find_redirect(body, HERE) == target
