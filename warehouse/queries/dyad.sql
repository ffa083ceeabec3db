-- description: The events that one actor directs at another, with the sentence behind each.
-- parameter: source -- beginning of the source's code, for example RUS or RUSGOV
-- parameter: target -- beginning of the target's code, for example USA
-- parameter: since =  -- first day, YYYY-MM-DD
-- parameter: until =  -- last day, YYYY-MM-DD
-- parameter: quad =  -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- example: source=RUS target=USA
select event_date_start, event_date_end, date_basis, source_code, target_code, cameo_code, goldstein_score,
    publisher, sentence_text, doc_id, event_id
from dyad($source, $target, since := $since, until := $until, quad := $quad);
