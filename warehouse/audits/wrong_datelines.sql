-- description: Events dated by the dateline whose day is not their article's day of publication.
select event_id, event_date_start, event_date_end, publication_date
from events join documents using (doc_id)
where date_basis = 'dateline'
  and (event_date_start is distinct from publication_date or event_date_end is distinct from publication_date)
order by event_id;
