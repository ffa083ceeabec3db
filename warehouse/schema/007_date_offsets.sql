-- Where the words stand that say when.
alter table events add column date_text_start integer;
alter table events add column date_text_end integer;
comment on column events.date_text_start is 'Offset of date_text in documents.text (code points); null where date_text is, and for events from before this column.';
comment on column events.date_text_end is 'Offset after date_text in documents.text (code points); null where date_text_start is.';
alter table past_events add column date_text_start integer;
alter table past_events add column date_text_end integer;
