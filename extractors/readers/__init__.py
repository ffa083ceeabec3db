"""Reading: files, folders, tables and standard input to raw documents and rejections."""

from extractors.readers.errors import ReadError
from extractors.readers.files import find_files
from extractors.readers.job import Opened, ParquetRows
from extractors.readers.reading import read

__all__ = ["Opened", "ParquetRows", "ReadError", "find_files", "read"]
