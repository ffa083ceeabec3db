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
