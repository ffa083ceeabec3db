-- description: Sentences that stand in more than one row.
select doc_id, sentence_index, count(*) as row_count
from sentences
group by doc_id, sentence_index
having count(*) > 1
order by doc_id, sentence_index;
