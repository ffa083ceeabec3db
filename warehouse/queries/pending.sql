-- description: How many articles wait to be coded again by the ruleset of the last run, and what was rejected.
select
    (
        select count(*) from documents where ruleset_id <> (select arg_max(ruleset_id, started_at) from runs)
    ) as stale_document_count,
    (select count(*) from rejections) as rejection_count;
