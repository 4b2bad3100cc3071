"""Files as records: every item as text, every record numbered, nothing lost."""

from .formats import FileFormat, Source
from .reading import open_records
from .records import Chunk, Records

__all__ = ["Chunk", "FileFormat", "Records", "Source", "open_records"]
