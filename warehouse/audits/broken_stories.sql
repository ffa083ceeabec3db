-- description: Articles in stories that are not in documents or have another date there, and stories that are not named after their smallest article.
select doc_id, story_id
from (select doc_id, story_id, publication_date, min(doc_id) over (partition by story_id) as first_doc_id from stories) told
left join documents using (doc_id)
where story_id <> first_doc_id
   or documents.doc_id is null
   or documents.publication_date is distinct from told.publication_date
order by doc_id;
