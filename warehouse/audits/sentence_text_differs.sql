-- description: Sentences whose words are not what the article has at their offsets.
select doc_id, sentence_index, sentence_text, substring(text, sentence_start + 1, sentence_end - sentence_start) as text_there
from sentences join documents using (doc_id)
where sentence_text <> substring(text, sentence_start + 1, sentence_end - sentence_start)
order by doc_id, sentence_index;
