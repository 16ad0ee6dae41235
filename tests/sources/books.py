"""Small EPUB files built in memory for tests."""

import io
import zipfile

CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>
<body>{body}</body></html>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="u">x</dc:identifier><dc:title>The Weir</dc:title><dc:creator id="a">Ada Marsh</dc:creator>
<meta refines="#a" property="role">aut</meta><dc:creator opf:role="ill">Bo Brush</dc:creator>
<dc:language>en-GB</dc:language><dc:subject>Sea</dc:subject><dc:description>&lt;p&gt;A tide.&lt;/p&gt;</dc:description>
</metadata><manifest>{manifest}</manifest><spine>{spine}</spine>{guide}</package>"""


def make_epub(pages, *, left_out=(), extra=None, nonlinear=(), properties=None, guide=""):
    """The bytes of an EPUB with these pages (name to body), some declared but left out of the archive."""
    manifest = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml" '
        f'properties="{(properties or {}).get(name, "")}"/>'
        for name in pages
    )
    linear = dict.fromkeys(nonlinear, ' linear="no"')
    spine = "".join(f'<itemref idref="{name}"{linear.get(name, "")}/>' for name in pages)
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": PACKAGE.format(manifest=manifest, spine=spine, guide=guide),
        **{
            f"OEBPS/{name}.xhtml": body if body.startswith("<?xml") else XHTML.format(body=body)
            for name, body in pages.items()
            if name not in left_out
        },
        **(extra or {}),
    }
    return make_zip(members)


def make_zip(members):
    """The bytes of a zip archive with these members (name to text or bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
