-- description: Dates that contradict themselves: only one end, the end before the start, a grain or a basis that does not fit.
select event_id, event_date_start, event_date_end, date_granularity, date_basis
from events
where (event_date_start is null) <> (event_date_end is null)
   or event_date_end < event_date_start
   or (date_basis = 'unknown') <> (event_date_start is null)
   or (event_date_start is not null and date_granularity is null)
   or (date_granularity = 'day' and event_date_start <> event_date_end)
   or (date_granularity = 'time' and event_date_end > event_date_start + 1)  -- a night has two days
order by event_id;
