"""From blocks to an editable Word document, with real headings, tables and descriptions of pictures."""

from replicity.reports.word.document import docx_of

__all__ = ["docx_of"]
