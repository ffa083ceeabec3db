-- description: Events whose trigger does not lie in their sentence.
select event_id, trigger_start, trigger_end, sentence_start, sentence_end
from events join sentences using (doc_id, sentence_index)
where trigger_start < sentence_start or trigger_end > sentence_end
order by event_id;
