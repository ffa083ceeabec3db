-- What a run took, and what is needed to try a rejected article again.
alter table runs add column parsed_sentence_count ubigint;
alter table runs add column recalled_sentence_count ubigint;
alter table runs add column stage_seconds map(varchar, double);
alter table runs add column worker_seconds double;
alter table runs add column parser_seconds double;
alter table runs add column main_peak_bytes ubigint;
alter table runs add column worker_peak_bytes ubigint;
comment on column runs.parsed_sentence_count is 'Sentences of this run that were worth parsing (the others name no actor or no possible trigger); null for a run that did not end.';
comment on column runs.recalled_sentence_count is 'Of these, sentences whose parse was kept from an earlier run; null for a run that did not end.';
comment on column runs.stage_seconds is 'Seconds of the clock by stage; stages overlap, as one chunk is coded while another is loaded.';
comment on column runs.worker_seconds is 'Processor seconds of all worker processes.';
comment on column runs.parser_seconds is 'Of these, seconds in the parser, keeping and recalling parses included.';
comment on column runs.main_peak_bytes is 'Peak memory of the main process in bytes.';
comment on column runs.worker_peak_bytes is 'Peak memory of the largest worker process in bytes.';

alter table rejections add column document_json varchar;
comment on column rejections.document_json is 'The cleaned article where cleaning got that far (JSON), so that it can be coded again; null otherwise.';
