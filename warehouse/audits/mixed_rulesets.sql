-- description: Events that another ruleset coded than their article's.
select event_id, events.ruleset_id, documents.ruleset_id as document_ruleset_id
from events join documents using (doc_id)
where events.ruleset_id <> documents.ruleset_id
order by event_id;
