-- description: Event codes that the codebook does not have.
select cameo_code, count(*) as event_count, any_value(rule) as rule
from events anti join codes using (cameo_code)
group by cameo_code
order by cameo_code;
