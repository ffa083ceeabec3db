-- description: Articles that stand in documents in more than one version.
select document_source, article_key, doc_id
from documents
where article_key is not null
qualify count(*) over (partition by document_source, article_key) > 1
order by document_source, article_key, doc_id;
