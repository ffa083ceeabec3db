-- description: Who does how much to whom, in both directions between two actors.
-- parameter: a -- beginning of one actor's code
-- parameter: b -- beginning of the other's
-- parameter: since =  -- first day, YYYY-MM-DD
-- parameter: until =  -- last day, YYYY-MM-DD
-- example: a=RUS b=USA
from balance($a, $b, since := $since, until := $until);
