-- description: Sources and targets of events that no mention has in their place with their code (of articles that have mentions).
with sides as (
    from events select event_id, doc_id, 'source' as side, source_code as actor_code, source_start as mention_start, source_end as mention_end
    union all
    from events select event_id, doc_id, 'target', target_code, target_start, target_end
)
select event_id, doc_id, side, actor_code, mention_start, mention_end
from sides
anti join mentions using (doc_id, actor_code, mention_start, mention_end)
where actor_code is not null and doc_id in (select doc_id from mentions)
order by event_id, side;
