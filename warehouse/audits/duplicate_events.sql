-- description: Event ids that stand in more than one row.
select event_id, count(*) as row_count from events group by event_id having count(*) > 1 order by event_id;
