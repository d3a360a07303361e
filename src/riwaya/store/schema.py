"""The whole schema: the record and its index, what fusion keeps, what the desk keeps."""

from riwaya.store import desk_tables, fusion_tables
from riwaya.store.tables import metadata

#: The modules whose tables these are; importing them names their tables in the metadata.
PARTS = (desk_tables, fusion_tables)
#: Every table.
schema = metadata
