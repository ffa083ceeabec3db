-- name: begin_reading
begin transaction read only;

-- name: documents
select doc_id, origin, document_source, text, publication_date
from documents
order by doc_id;
