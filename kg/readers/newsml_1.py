"""To be written."""
from kg.readers import Reader

READER = Reader(name="newsml-1", title="", recognise=lambda head: 0, read=lambda source: iter(()))
