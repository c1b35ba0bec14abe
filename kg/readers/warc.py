"""To be written."""

from kg.readers import Reader

READER = Reader(name="warc", title="", recognise=lambda head: 0, read=lambda source: iter(()))
