-- description: PETRARCH2 events with the texts of actors and event, one row per day, actors and code, 10 columns without a header.
-- header: no
-- null:
-- days: yes
-- goldstein: none
-- quad: none
-- note: issues are not coded: that column is empty; actors without a country begin with ---
select
    strftime(event_day, '%Y%m%d') as date,
    coalesce(source_code, '---') as source,
    coalesce(target_code, '---') as target,
    cameo_code as code,
    null as issues,
    array_to_string(flatten(list(sentence_ids order by doc_id, sentence_index, event_id)), ';') as ids,
    one_line(coalesce(min(publisher), min(nullif(document_source, '')), '---')) as story_source,
    coalesce(one_line(arg_min(source_text, (doc_id, sentence_index, event_id))), '---') as source_text,
    coalesce(one_line(arg_min(target_text, (doc_id, sentence_index, event_id))), '---') as target_text,
    one_line(arg_min(trigger_text, (doc_id, sentence_index, event_id))) as event_text
from ({events})
group by event_day, source_code, target_code, cameo_code
order by event_day, source_code, target_code, cameo_code
