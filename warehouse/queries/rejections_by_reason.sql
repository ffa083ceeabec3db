-- description: What could not be used, and why.
select stage, reason, count(*) as rejection_count, min(detail) as example_detail
from rejections
group by all
order by rejection_count desc, stage, reason;
