-- description: Events whose article is not in documents.
select event_id, doc_id from events anti join documents using (doc_id) order by event_id;
