-- description: How many events are told as fact, by CAMEO code.
select cameo_code, title as code_title, count(*) as event_count
from (select cameo_code from default_events)
left join (select cameo_code, title from codes) using (cameo_code)
group by all
order by event_count desc, cameo_code;
