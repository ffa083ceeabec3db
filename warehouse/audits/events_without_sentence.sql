-- description: Events whose sentence is not in sentences.
select event_id, doc_id, sentence_index
from events anti join sentences using (doc_id, sentence_index)
order by event_id;
