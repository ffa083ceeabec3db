-- description: Articles with text but without a sentence.
select doc_id, origin from documents anti join sentences using (doc_id) where trim(text) <> '' order by doc_id;
