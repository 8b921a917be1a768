"""Rules on documents: headings, fences, tables and derived parts."""
