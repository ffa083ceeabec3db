-- description: Sentences whose article is not in documents.
select doc_id, sentence_index from sentences anti join documents using (doc_id) order by doc_id, sentence_index;
