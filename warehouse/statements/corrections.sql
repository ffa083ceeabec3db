-- name: judged
-- The event as it is, or as an earlier ruleset had it.
select doc_id, trigger_text, trigger_start, trigger_end, source_code, target_code, cameo_code, rule
from (
    select *, 1 as place from events where event_id = $event_id
    union all
    select *, 2 from past_events where event_id = $event_id
    order by place, ruleset_id
    limit 1
);

-- name: kept
select doc_id, trigger_text, trigger_start, trigger_end, source_code, target_code, cameo_code, rule
from corrections
where event_id = $event_id
order by author
limit 1;

-- name: add
insert or replace into corrections (
    event_id, author, verdict, corrected_source_code, corrected_target_code, corrected_cameo_code, note, judged_at,
    doc_id, trigger_text, trigger_start, trigger_end, source_code, target_code, cameo_code, rule
)
values (
    $event_id, $author, $verdict, $corrected_source_code, $corrected_target_code, $corrected_cameo_code, $note, $judged_at,
    $doc_id, $trigger_text, $trigger_start, $trigger_end, $source_code, $target_code, $cameo_code, $rule
);

-- name: all
from corrections order by doc_id, trigger_start, event_id, author;

-- name: sheet
-- Events that nobody has judged yet, with what one needs for a verdict.
select
    event_id,
    null as verdict,
    null as corrected_source_code,
    null as corrected_target_code,
    null as corrected_cameo_code,
    null as note,
    null as author,
    source_code,
    source_text,
    cameo_code,
    codes.title as code_title,
    target_code,
    target_text,
    trigger_text,
    sentence_text,
    event_date_start,
    event_date_end,
    rule,
    doc_id
from default_events
left join codes using (cameo_code)
anti join judged_events using (event_id)
order by md5(event_id)
limit $count;
