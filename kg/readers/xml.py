"""XML of foreign origin, parsed with entities, DTDs, network and XInclude off, and HTML fragments likewise.

libxml2 refuses amplification, depths over 256 and text nodes over 10 MB by itself while `huge_tree` is off.
"""

from __future__ import annotations

import html.entities
import re

from lxml import etree

from kg.errors import ReadError
from kg.readers.charset import decoded
from kg.readers.xml_repair import cut_off, mend

__all__ = ["XML_LANG", "attribute", "child", "children", "declared", "descendants", "fragment", "iri", "local", "parse", "tags", "text_of"]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOISE = 2048  # characters that may stand before the declaration
_ENCODING = re.compile(r"\A(<\?xml\b[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_KEPT = 0.9  # share of the text that a repaired document must keep


def parse(data: bytes, where: str, charset: str | None = None) -> tuple[etree._Element, list[str]]:
    """Return the root of an XML document, and warnings about what was mended. Raises `ReadError`.

    The bytes are read as what they are (`charset`). What stands before the declaration is dropped. A document that declares entities is refused,
    and one that is cut off. One that is not well-formed is repaired (`xml_repair`) if its text survives. Character references of HTML without
    a DTD (`&eacute;`) are resolved; unknown ones are an error.
    """
    text, warnings = decoded(data, where, (declared(data), charset))
    text = text.lstrip("\ufeff \t\r\n")
    if not text.startswith("<") and (start := text.find("<?xml ", 0, _NOISE)) > 0:
        warnings.append(f"{start} characters before the XML declaration are left out")
        text = text[start:]
    text = _ENCODING.sub(r"\1", text, count=1)  # it is UTF-8 from here on
    try:
        root = _strict(text)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        root, told = _repaired(text, where, error)
        warnings.append(told)
    if root is None:
        raise ReadError("there is no XML document in it", where=where, advice="check the file")
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.entities()):
        raise ReadError("the document declares entities in its DTD", where=where, advice="resolve them first, if you trust it")
    _resolve_references(root, where)
    return root, warnings


def declared(data: bytes) -> str | None:
    """Return the encoding that an XML declaration names; it need not be true."""
    match = re.match(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})", data[:1024])
    return match[1].decode("ascii", "replace") if match else None


def _strict(text: str, *, recover: bool = False) -> etree._Element:
    return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=recover))


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding="utf-8",
    )


def _repaired(text: str, where: str, cause: Exception) -> tuple[etree._Element, str]:
    """Parse a document that is not well-formed, and say what was mended; refuse it if it declares entities, is cut off or loses text."""
    broken = ReadError(f"no well-formed XML: {_reason(cause)}", where=where, advice="mend it, or fetch it again")
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise broken from cause
    if cut_off(text):
        raise ReadError(f"cut off: its end is missing ({_reason(cause)})", where=where, advice="fetch it again") from cause
    mended, done = mend(text, where)
    try:
        return _strict(mended), f"not well-formed XML ({_reason(cause)}): repaired: {', '.join(done)}"
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        rest = _reason(error)
    try:
        root = _strict(mended, recover=True)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise broken from error
    plain = len("".join(re.sub(r"<[^>]*>", "", mended).split()))
    kept = len("".join("".join(map(str, root.itertext())).split())) if root is not None else 0
    if root is None or kept < _KEPT * plain:
        raise broken from cause
    return root, f"not well-formed XML: repaired: {', '.join([*done, rest])}"


def _reason(error: Exception) -> str:
    return re.sub(r"\s*\(<string>, line \d+\)", "", str(error)).strip() or type(error).__name__


def _resolve_references(root: etree._Element, where: str) -> None:
    """Put the characters of HTML's references, which no DTD declared, into the text around them."""
    for node in list(root.iter(etree.Entity)):
        name = str(node.name)
        character = html.entities.html5.get(f"{name};")
        if character is None:
            raise ReadError(f"unknown entity &{name};", where=where, advice="declare no entities; write the character itself")
        _replace(node, character)


def _replace(node: etree._Element, text: str) -> None:
    parent, before = node.getparent(), node.getprevious()
    text += node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
    node.tail = None
    if parent is not None:
        parent.remove(node)


def fragment(markup: str) -> etree._Element:
    """Return the body element of HTML in a string, of any quality; scripts are inert text that nobody reads."""
    from lxml import html as lxml_html  # noqa: PLC0415

    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", markup)
    try:
        root = lxml_html.document_fromstring(f"<html><body>{clean}</body></html>".encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return etree.Element("body")
    body = root.find("body")
    return body if body is not None else root


def local(element: etree._Element) -> str:
    """Return the local name of an element in lower case, an empty string for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """Return the children of these local names (lower case), whatever their namespace."""
    return [each for each in element if local(each) in names] if element is not None else []


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Follow local names down from an element, the first of each."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def descendants(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """Return the descendants of these local names in document order."""
    return [each for each in element.iter() if local(each) in names] if element is not None else []


def tags(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return an element's descendants of these tags, itself included: for HTML, whose parser knows no namespaces; ten times faster."""
    return list(element.iter(*names))


def text_of(element: etree._Element | None) -> str:
    """Return all text in an element, with single blanks."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def attribute(element: etree._Element | None, *names: str) -> str:
    """Return the first of these attributes that is there and not blank, trimmed."""
    for name in names if element is not None else ():
        value = element.get(name)  # type: ignore[union-attr]
        if value and value.strip():
            return str(value).strip()
    return ""


def iri(value: str) -> str | None:
    """Return a value that is an absolute IRI of the web or a URN, else None."""
    value = value.strip()
    return value if re.fullmatch(r"(?:https?://[^\s<>\"{}|\\^`\x00-\x20]+|urn:[\w-]+:[^\s<>\"{}|\\^`]+)", value) else None
