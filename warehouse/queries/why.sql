-- description: Why an event has its codes: for its source and its target the words, how they were resolved and the file rows that decided, and for the code the rule.
-- parameter: event -- the event's event_id, or its first characters
-- example: event=0000000000000000
with chosen as (
    from events where starts_with(event_id, $event)
),
sides as (
    from chosen select event_id, doc_id, 1 as place, 'source' as part, source_code as code, source_name as name, source_text as words, source_start as mention_start, source_end as mention_end
    union all
    from chosen select event_id, doc_id, 2, 'target', target_code, target_name, target_text, target_start, target_end
)
select event_id, part, code, name, words, resolved_by, confidence, origin, sentence_text
from (
    select sides.event_id, place, part, code, name, words, resolved_by::varchar as resolved_by, confidence, origin, sentence_text
    from sides
    left join mentions
        on mentions.doc_id = sides.doc_id
        and mentions.mention_start = sides.mention_start
        and mentions.mention_end = sides.mention_end
        and mentions.actor_code = sides.code
        and mentions.actor_name = sides.name
    left join sentences
        on sentences.doc_id = mentions.doc_id and sentences.sentence_index = mentions.sentence_index
    where code is not null
    union all
    select event_id, 3, 'event', cameo_code, title, trigger_text, null, confidence, rule, sentence_text
    from chosen
    left join sentences using (doc_id, sentence_index)
    left join codes using (cameo_code)
)
order by event_id, place;
