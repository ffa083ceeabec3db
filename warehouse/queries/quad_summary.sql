-- description: Counts, shares and Goldstein scores by quad class.
-- parameter: source =  -- beginning of the source's code, for example RUS or RUSGOV
-- parameter: target =  -- beginning of the target's code, for example USA
-- parameter: since =  -- first day, YYYY-MM-DD
-- parameter: until =  -- last day, YYYY-MM-DD
from quad_summary(source := $source, target := $target, since := $since, until := $until);
