-- description: The events that most stories tell; near-duplicate articles count as one story.
-- parameter: count = 20 -- how many rows
select event_date_start, event_date_end, source_code, target_code, cameo_code, story_count, document_count,
    publisher_count, first_sentence_text, event_cluster_id
from event_clusters
qualify row_number() over (order by story_count desc, document_count desc, event_cluster_id) <= $count::integer
order by story_count desc, document_count desc, event_cluster_id;
