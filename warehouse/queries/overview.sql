-- description: What is in this warehouse: counts, first and last dates, last run.
select
    (select count(*) from documents) as document_count,
    (select count(*) from sentences) as sentence_count,
    (select count(*) from events) as event_count,
    (select count(*) from default_events) as default_event_count,
    (select count(*) from rejections) as rejection_count,
    (select min(publication_date) from documents) as first_publication_date,
    (select max(publication_date) from documents) as last_publication_date,
    (select max(started_at) from runs) as last_run_at;
