-- description: How fresh every source is: its last runs, its newest article, what waits to be coded again, what was rejected.
with readings as (
    select runs.*, command[len('ingest-source ') + 1:] as source_name
    from runs
    where starts_with(command, 'ingest-source ')
),
last_readings as (
    select
        source_name,
        max(started_at) as last_run_at,
        arg_max(status, started_at) as last_run_status,
        arg_max(message, started_at) as last_run_message,
        max(started_at) filter (status = 'completed') as last_success_started_at,
        max(finished_at) filter (status = 'completed') as last_success_at,
        max(finished_at) filter (status = 'completed' and document_count > 0) as last_new_at
    from readings
    group by all
),
articles as (
    select
        document_source as source_name,
        count(*) as document_count,
        count(*) filter (ruleset_id <> (select arg_max(ruleset_id, started_at) from runs)) as stale_document_count,
        max(publication_date) as newest_publication_date
    from documents
    group by all
),
refused as (
    select document_source as source_name, count(*) as rejection_count from rejections group by all
)
select
    sources.source_name,
    schedule,
    time_zone,
    last_run_at,
    last_run_status,
    last_run_message,
    last_success_started_at,
    last_success_at,
    round(date_diff('second', last_success_at, now() at time zone 'UTC') / 3600, 2) as hours_since_success,
    last_new_at,
    newest_publication_date,
    coalesce(document_count, 0) as document_count,
    coalesce(stale_document_count, 0) as stale_document_count,
    coalesce(rejection_count, 0) as rejection_count
from sources
left join last_readings using (source_name)
left join articles using (source_name)
left join refused using (source_name)
order by sources.source_name;
