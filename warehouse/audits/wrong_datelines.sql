-- description: Events dated by the dateline of their article whose day is not its day of publication.
select event_id, event_date_start, event_date_end, publication_date
from events join documents using (doc_id)
where date_basis = 'dateline'
  -- A part of a live blog or a digest has a dateline of its own.
  and not starts_with(date_reason, 'the dateline of its part')
  and (event_date_start is distinct from publication_date or event_date_end is distinct from publication_date)
order by event_id;
