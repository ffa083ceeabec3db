-- description: Events with no actor at all, or with an actor that has a code but no words, or words but no code.
select event_id, source_code, source_text, target_code, target_text
from events
where (source_code is null and target_code is null)
   or (source_code is null) <> (source_text is null)
   or (target_code is null) <> (target_text is null)
order by event_id;
