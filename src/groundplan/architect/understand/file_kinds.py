"""Which files a request speaks of: what they are called, and of which media types they are."""

import re

from groundplan.architect.understand.targets import first_word

IMAGES = ("image/png", "image/jpeg", "image/webp")
DOCUMENTS = ("application/pdf",)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# SVG is left out on purpose: it can carry scripts.
FORMATS = {
    r"png": ("image/png",), r"jpe?gs?": ("image/jpeg",), r"webp": ("image/webp",), r"gifs?": ("image/gif",),
    r"heic": ("image/heic",), r"pdfs?": DOCUMENTS, r"docx?|word (?:files?|documents?)": (WORD,),
    r"xlsx?|excel": (SHEET,), r"csvs?": ("text/csv",), r"txt|text files?": ("text/plain",), r"zips?": ("application/zip",),
    r"mp4": ("video/mp4",), r"mp3": ("audio/mpeg",),
}  # fmt: skip
# What the files are called in paths, by how a request calls them; those of one a row are in the singular.
CALLED = {
    r"screen ?shots?|screen-?shots?|screen captures?": "screenshots", r"photos?|photographs?": "photos", r"pictures?|pics?": "pictures",
    r"images?": "images", r"receipts?": "receipts", r"scans?": "scans", r"x-?rays?": "x_rays", r"certificates?": "certificates",
    r"videos?": "videos", r"recordings?": "recordings", r"pdfs?|documents?|docs?": "documents", r"attachments?": "attachments",
    r"files?": "files",
}  # fmt: skip
SINGLE = {
    r"avatars?|profile (?:picture|photo|image|pic)s?": "avatar", r"logos?": "logo",
    r"cover(?: (?:image|picture|photo))?s?|cover": "cover", r"thumbnails?": "thumbnail",
}  # fmt: skip
PICTURED = ("screenshots", "photos", "pictures", "images", "avatar", "logo", "cover", "thumbnail", "x_rays")


def find_formats(text: str) -> tuple[str, ...]:
    """The media types that a text names, in its order."""
    found = sorted(
        (at.start(), media)
        for word, media in FORMATS.items()
        if (at := re.search(rf"\b(?:{word})\b", text, re.IGNORECASE))
    )
    return tuple(dict.fromkeys(one for _, media in found for one in media))


def find_called(text: str) -> str:
    """What the files are called in paths, or nothing; a name of `SINGLE` where a row has one at most."""
    for word, name in SINGLE.items():
        if first_word(text, word):
            return name
    known = [(text.lower().find(said), name) for word, name in CALLED.items() if (said := first_word(text, word))]
    # `attach receipts as PDF files`: a file may be called by what is in it.
    plain = ("files", "documents", "attachments")
    special = [pair for pair in known if pair[1] not in plain]
    return min(special or known)[1] if known else ""


def usual_formats(called: str) -> tuple[str, ...]:
    """The media types that files of a name usually have."""
    if called in PICTURED:
        return IMAGES
    if called in ("videos", "recordings"):
        return ("video/mp4", "audio/mpeg")
    return (*DOCUMENTS, *IMAGES)
