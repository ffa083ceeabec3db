-- Sources are feeds and addresses too by now.
comment on column sources.reader is 'How it is read: files (of a folder, a web address or a store), feed (RSS or Atom) or query (SQL over a database or over files).';
comment on table source_marks is 'How far every source has been read: one row per file, feed or query, written in the transaction that loads what it covers. Delete rows to have them read again.';
comment on column source_marks.item is 'What was read: the path or address of a file or feed, or the query (its location and a hash of it).';
comment on column source_marks.mark is 'The state in which it was read: size and time of a file, what the host says of its version, the entries of a feed, the last value of a query''s cursor column.';
-- A run tells with every chunk what it took, so that a killed one has told it too.
comment on column runs.parsed_sentence_count is 'Sentences of this run that were worth parsing (the others name no actor or no possible trigger); of a killed run those of the chunks that it loaded.';
comment on column runs.recalled_sentence_count is 'Of these, sentences whose parse was kept from an earlier run; of a killed run those of the chunks that it loaded.';
