-- description: Weekly series of what one actor directs at another; weeks without events are zeros.
-- parameter: source -- beginning of the source's code, for example RUS or RUSGOV
-- parameter: target -- beginning of the target's code, for example USA
-- parameter: since =  -- first day, YYYY-MM-DD
-- parameter: until =  -- last day, YYYY-MM-DD
-- parameter: quad =  -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- parameter: basis =  -- expression: only events whose text says when; dateline: only the others
-- parameter: placement = exact -- the week of a coarse date: exact (all its days lie there), start (its first day does) or spread (by the share of its days)
-- example: source=RUS target=USA
from dyad_weekly($source, $target, since := $since, until := $until, quad := $quad, basis := $basis,
    placement := $placement);
