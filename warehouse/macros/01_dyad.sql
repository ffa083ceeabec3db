create or replace macro dyad(source, target, since := null, until := null, quad := null, basis := null) as table
select *
from default_events
where is_actor(source_code, source)
  and is_actor(target_code, target)
  and is_within(event_date_start, event_date_end, since, until)
  and (quad is null or quad_class = quad::integer)
  and (basis is null or date_basis = basis::date_basis)
order by event_date_start nulls last, doc_id, sentence_index, event_id;
comment on macro table dyad is 'The events told as fact that source directs at target, in order of time. Actors by the beginning of their codes (null: anybody), since and until as days (with either, undated events are out and coarse dates count when they touch the time), quad 1 to 4, basis expression (the text says when), dateline (only the day of publication) or null for both. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';
