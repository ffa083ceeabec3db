-- description: Mentions that do not lie in their sentence, or whose words are not what the article has at their offsets.
select doc_id, sentence_index, mention_start, mention_end, mention_text
from mentions
left join sentences using (doc_id, sentence_index)
left join documents using (doc_id)
where coalesce(mention_start < sentence_start or mention_end > sentence_end, true)
   or mention_text is distinct from substring(documents.text, mention_start + 1, mention_end - mention_start)
order by doc_id, mention_start, actor_code;
