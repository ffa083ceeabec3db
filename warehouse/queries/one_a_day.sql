-- description: Events after the one-a-day filter.
-- parameter: source =  -- beginning of the source's code, for example RUS or RUSGOV
-- parameter: target =  -- beginning of the target's code, for example USA
-- parameter: since =  -- first day, YYYY-MM-DD
-- parameter: until =  -- last day, YYYY-MM-DD
select event_date_start, date_basis, source_code, target_code, cameo_code, goldstein_score, sentence_text, event_id
from one_a_day(source := $source, target := $target, since := $since, until := $until);
