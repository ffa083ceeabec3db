-- The day of publication beside the sketch: near-duplicates are looked for within a week.
alter table stories add column publication_date date;
comment on column stories.publication_date is 'Day of publication of the article (documents.publication_date); null when unknown. Copies count within a week.';
update stories set publication_date = documents.publication_date from documents where documents.doc_id = stories.doc_id;
