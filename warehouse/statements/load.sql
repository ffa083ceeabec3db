-- name: pending
select wanted.doc_id
from (select unnest($doc_ids::varchar[]) as doc_id) wanted
anti join (select doc_id from documents where ruleset_id = $ruleset_id) coded using (doc_id);

-- name: known
select doc_id, ruleset_id from documents where doc_id in (select unnest($doc_ids::varchar[]));

-- name: delete_documents
delete from documents where doc_id in (select unnest($doc_ids::varchar[]));

-- name: delete_sentences
delete from sentences where doc_id in (select unnest($doc_ids::varchar[]));

-- name: delete_events
delete from events where doc_id in (select unnest($doc_ids::varchar[]));

-- name: delete_mentions
delete from mentions where doc_id in (select unnest($doc_ids::varchar[]));

-- name: delete_settled_rejections
-- A document that is coded settles the rejection of the same input.  Places in standard input ("<stdin>:3") name
-- another input each time, so there only the document itself counts.
delete from rejections
where rejection_id in (select unnest($rejection_ids::varchar[]))
   or doc_id in (select unnest($doc_ids::varchar[]));

-- name: first_rejections
select rejection_id, first_run_id from rejections where rejection_id in (select unnest($rejection_ids::varchar[]));

-- name: delete_rejections
delete from rejections where rejection_id in (select unnest($rejection_ids::varchar[]));

-- name: count_run
update runs set
    document_count = document_count + $document_count,
    sentence_count = sentence_count + $sentence_count,
    event_count = event_count + $event_count,
    rejection_count = rejection_count + $rejection_count
where run_id = $run_id;

-- name: add_ruleset
insert into rulesets values ($ruleset_id, $config_digest, $model_digest, $code_version, $first_used_at)
on conflict (ruleset_id) do nothing;

-- name: start_run
insert into runs (run_id, ruleset_id, status, started_at, command)
values ($run_id, $ruleset_id, 'running', $started_at, $command);

-- name: finish_run
update runs set
    status = $status,
    finished_at = $finished_at,
    skipped_count = $skipped_count,
    message = $message
where run_id = $run_id
returning run_id;

-- name: superseded_by
-- The documents of other ids that an article of the batch replaces: another text of it, or the same input cleaned anew.
-- Articles of the batch replace one another in its order.
with fresh as (
    select documents.*, place
    from (select unnest($doc_ids::varchar[]) as doc_id, generate_subscripts($doc_ids::varchar[], 1) as place)
    join documents using (doc_id)
),
articles as (
    select document_source, article_key as key, doc_id, place from fresh where article_key is not null
    union all
    select document_source, input_digest, doc_id, place from fresh where input_digest is not null
),
candidates as (
    select document_source, article_key as key, doc_id from documents where article_key is not null
    union all
    select document_source, input_digest, doc_id from documents where input_digest is not null
)
select candidates.doc_id, arg_min(articles.doc_id, articles.place)
from articles
join candidates using (document_source, key)
left join fresh as own on own.doc_id = candidates.doc_id
where candidates.doc_id <> articles.doc_id and coalesce(own.place, 0) < articles.place
group by candidates.doc_id
order by candidates.doc_id;

-- name: supersede
insert into superseded_documents by name
select documents.*, $superseded_by as superseded_by, $run_id as superseded_run_id, $superseded_at as superseded_at
from documents where doc_id = $doc_id;

-- name: forget_present_versions
delete from superseded_documents where doc_id in (select unnest($doc_ids::varchar[]));

-- name: outdated
-- Earlier versions of articles that have a newer one: the same input as an earlier version, or the same text.
with wanted as (
    select
        unnest($doc_ids::varchar[]) as doc_id,
        unnest($sources::varchar[]) as document_source,
        unnest($article_keys::varchar[]) as article_key,
        unnest($input_digests::varchar[]) as input_digest
)
select distinct wanted.doc_id
from wanted
join superseded_documents past
    on past.document_source = wanted.document_source
    and past.article_key = wanted.article_key
    and (past.input_digest = wanted.input_digest or past.doc_id = wanted.doc_id)
join documents present
    on present.document_source = wanted.document_source
    and present.article_key = wanted.article_key
where present.doc_id <> wanted.doc_id
  and present.input_digest is distinct from wanted.input_digest;

-- name: marks
select item, mark from source_marks where source_name = $source_name;

-- name: mark
insert into source_marks
select $source_name, unnest($items::varchar[]), unnest($marks::varchar[]), $run_id, $marked_at
on conflict (source_name, item) do update set
    mark = excluded.mark, run_id = excluded.run_id, marked_at = excluded.marked_at;

-- name: delete_marked_rejections
-- A place of a source that has been read in this run, and not rejected in it, is there again.
delete from rejections
where document_source = $source_name and origin in (select unnest($items::varchar[]))
  and record_id is null and last_run_id <> $run_id;

-- name: describe_source
insert or replace into sources
values ($source_name, $reader, $publisher, $language_code, $time_zone, $licence, $schedule);

-- name: clear_codes
delete from codes;

-- name: clear_actors
delete from actors;

-- name: clear_countries
delete from countries;

-- name: columns
select column_name from duckdb_columns() where schema_name = 'main' and table_name = $table_name;

-- name: archive_documents
insert into past_documents
select doc_id, ruleset_id, run_id from documents where doc_id in (select unnest($doc_ids::varchar[]));

-- name: archive_events
insert into past_events
select * from events where doc_id in (select unnest($doc_ids::varchar[]));

-- name: forget_present_documents
-- What a ruleset makes of a document now is not its past.
delete from past_documents
where doc_id in (select unnest($doc_ids::varchar[]))
  and (doc_id, ruleset_id) in (select (doc_id, ruleset_id) from documents);

-- name: forget_present_events
delete from past_events
where doc_id in (select unnest($doc_ids::varchar[]))
  and (doc_id, ruleset_id) in (select (doc_id, ruleset_id) from documents);

-- name: forget_ruleset_documents
delete from past_documents where ruleset_id = $ruleset_id;

-- name: forget_ruleset_events
delete from past_events where ruleset_id = $ruleset_id;

-- name: measure_run
update runs set
    parsed_sentence_count = $parsed_sentence_count,
    recalled_sentence_count = $recalled_sentence_count,
    stage_seconds = map($stages::varchar[], $seconds::double[]),
    worker_seconds = $worker_seconds,
    parser_seconds = $parser_seconds,
    main_peak_bytes = $main_peak_bytes,
    worker_peak_bytes = $worker_peak_bytes,
    skipped_count = $skipped_count
where run_id = $run_id;

-- name: stale
select documents.* exclude (ruleset_id, run_id), sources.time_zone
from documents
left join sources on source_name = document_source
where doc_id > $after and ruleset_id <> $ruleset_id
order by doc_id
limit $count;

-- name: stale_characters
select coalesce(sum(length(text)), 0)::bigint from documents where ruleset_id <> $ruleset_id;

-- name: rejected_articles
select rejection_id, document_json
from rejections
where rejection_id > $after and document_json is not null
  and stage = coalesce($stage, stage::varchar) and reason = coalesce($reason, reason)
order by rejection_id
limit $count;

-- name: rejected_places
select distinct document_source, origin, record_id
from rejections
where document_json is null and stage = coalesce($stage, stage::varchar) and reason = coalesce($reason, reason)
order by all;

-- name: last_read
select max(started_at) from runs where command = $command and status = 'completed';
