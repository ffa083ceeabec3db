-- description: Articles in stories that are not in documents, and stories that are not named after their smallest article.
select doc_id, story_id
from (select doc_id, story_id, min(doc_id) over (partition by story_id) as first_doc_id from stories)
where story_id <> first_doc_id or doc_id not in (select doc_id from documents)
order by doc_id;
