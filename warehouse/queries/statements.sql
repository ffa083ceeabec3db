-- description: Who said what about whom.
-- parameter: speaker -- beginning of the speaker's code
-- parameter: about =  -- beginning of the code of an actor who takes part
-- parameter: since =  -- first day, YYYY-MM-DD
-- parameter: until =  -- last day, YYYY-MM-DD
-- example: speaker=RUS
from statements($speaker, about := $about, since := $since, until := $until);
