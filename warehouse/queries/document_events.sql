-- description: The sentences of one article with the events they tell.
-- parameter: document -- the article's doc_id
-- example: document=0000000000000000
from document_events($document);
