create or replace view default_events as
select
    e.*,
    d.publication_date,
    d.title,
    d.publisher,
    d.url,
    d.document_source,
    s.sentence_text
from events e
join documents d using (doc_id)
left join sentences s using (doc_id, sentence_index)
where e.polarity = 'affirmed' and e.modality in ('actual', 'ongoing');
comment on view default_events is 'Events told as fact: affirmed, and done or under way; each with its article''s date, title and publisher and with the sentence that tells it. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events.';
