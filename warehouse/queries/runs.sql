-- description: The latest runs and how they ended.
-- parameter: count = 20 -- how many rows
select
    run_id, command, status, started_at, finished_at, document_count, skipped_count, event_count, rejection_count, message
from runs
qualify row_number() over (order by started_at desc, run_id) <= $count::integer
order by started_at desc, run_id;
