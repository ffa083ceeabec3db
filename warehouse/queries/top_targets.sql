-- description: At whom an actor directs most events.
-- parameter: source -- beginning of the source's code, for example RUS or RUSGOV
-- parameter: since =  -- first day, YYYY-MM-DD
-- parameter: until =  -- last day, YYYY-MM-DD
-- parameter: quad =  -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- parameter: count = 10 -- how many rows
-- example: source=RUS
from top_targets($source, since := $since, until := $until, quad := $quad, count := $count);
