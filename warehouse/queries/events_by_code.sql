-- description: How many events are told as fact, by CAMEO code.
select cameo_code, count(*) as event_count from default_events group by all order by event_count desc, cameo_code;
