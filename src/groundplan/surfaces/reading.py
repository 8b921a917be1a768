"""Reading documents, with the pages of those that are as they were taken from the cache."""

from collections.abc import Mapping

import msgspec

from groundplan.documents.page import Page
from groundplan.documents.read import Reading, assemble, in_order, read
from groundplan.documents.read_page import read_page
from groundplan.surfaces.cache import Cache, digest_of

Kept = dict[str, tuple[str, msgspec.Raw]]


def read_cached(texts: Mapping[str, str], cache: Cache | None, tool: str) -> Reading:
    """The same as `read`; documents whose bytes and tool are unchanged are not read again."""
    if cache is None:
        return read(texts)
    known = cache.get("pages", tool, Kept) or {}
    decoder = msgspec.msgpack.Decoder(Page)
    pages: list[Page] = []
    kept: Kept = {}
    for file, text in in_order(texts):
        key = digest_of(text)
        entry = known.get(file)
        page = _decoded(decoder, entry[1]) if entry is not None and entry[0] == key else None
        if page is not None and entry is not None:
            kept[file] = entry
        else:
            page = read_page(file, text)
            kept[file] = (key, msgspec.Raw(msgspec.msgpack.encode(page)))
        pages.append(page)
    if kept != known:
        cache.put("pages", tool, kept)
    return assemble(tuple(pages), texts)


def _decoded(decoder: msgspec.msgpack.Decoder[Page], data: msgspec.Raw) -> Page | None:
    try:
        return decoder.decode(data)
    except msgspec.MsgspecError:
        return None
