-- description: Earlier versions of articles whose newer version is nowhere, or that are in documents too.
select doc_id, superseded_by
from superseded_documents
where superseded_by not in (select doc_id from documents union all select doc_id from superseded_documents)
   or doc_id in (select doc_id from documents)
order by doc_id;
