-- description: Actors that appear for the first time.
-- parameter: since -- first day of publication to look at, YYYY-MM-DD
-- example: since=2022-01-01
from new_actors($since);
