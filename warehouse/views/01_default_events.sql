-- Without the joins of default_events, for what counts millions.
create or replace view told_events as
select * exclude (same_as_event_id)
from events
where polarity = 'affirmed' and modality in ('actual', 'ongoing') and same_as_event_id is null;
comment on view told_events is 'Events told as fact: affirmed, and done or under way; what an article tells several times is here once. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';

-- What the views below show of an article is picked before the join: a join that spills would carry the texts too.
create or replace view told_texts as
select
    e.*,
    d.* exclude (doc_id),
    s.* exclude (doc_id, sentence_index),
    coalesce(t.story_id, e.doc_id) as story_id,
    event_cluster(
        e.event_date_start, e.event_date_end, coalesce(t.story_id, e.doc_id), e.source_code, e.target_code, e.cameo_code
    ) as event_cluster_id
from told_events e
join (
    select
        doc_id, publication_date, title, publisher, url, document_source, language_code,
        length(text) as character_count
    from documents
) d using (doc_id)
left join (select doc_id, sentence_index, sentence_text, paragraph_index from sentences) s using (doc_id, sentence_index)
left join stories t using (doc_id);
comment on view told_texts is 'told_events with what is known of their article and sentence; default_events and layout_events show parts of it. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';
comment on column told_texts.character_count is 'Length of the article in code points.';
comment on column told_texts.story_id is 'The story that the article tells; articles that are near-duplicates share it.';
comment on column told_texts.event_cluster_id is 'The event across articles: same days, source, target and CAMEO code; undated events are one only within a story.';

create or replace view default_events as
select * exclude (language_code, character_count, paragraph_index) from told_texts;
comment on view default_events is 'told_events with their article''s date, title and publisher and with the sentence that tells them first. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';
comment on column default_events.story_id is 'The story that the article tells; articles that are near-duplicates share it.';
comment on column default_events.event_cluster_id is 'The event across articles: same days, source, target and CAMEO code; undated events are one only within a story.';

-- Most events are told once.  They are told apart by sorting, which can spill, and what cannot, a list for each cluster
-- in the making, is kept for the others.  All that makes a cluster is in the grouping, so that a filter reaches the scan.
create or replace view event_clusters as
with counted as (
    select
        *,
        coalesce(publisher, document_source) as told_by,
        count(*) over (
            partition by event_cluster_id, event_date_start, event_date_end, source_code, target_code, cameo_code
        ) as event_count
    from default_events
)
select
    event_cluster_id,
    event_date_start,
    event_date_end,
    source_code,
    target_code,
    cameo_code,
    quad_class,
    goldstein_score,
    event_count,
    1 as story_count,
    1 as document_count,
    (told_by is not null)::bigint as publisher_count,
    (date_basis = 'dateline')::bigint as dateline_date_count,
    publication_date as first_publication_date,
    sentence_text as first_sentence_text,
    [event_id] as event_ids
from counted
where event_count = 1
union all
select
    event_cluster_id,
    event_date_start,
    event_date_end,
    source_code,
    target_code,
    cameo_code,
    min(quad_class),
    min(goldstein_score),
    count(*),
    count(distinct story_id),
    count(distinct doc_id),
    count(distinct told_by),
    count(*) filter (where date_basis = 'dateline'),
    min(publication_date),
    arg_min(sentence_text, (coalesce(publication_date, date '9999-12-31'), doc_id, sentence_index, event_id)),
    list_sort(list(event_id))
from counted
where event_count > 1
group by event_cluster_id, event_date_start, event_date_end, source_code, target_code, cameo_code;
comment on view event_clusters is 'Events told as fact, one row per event however many articles tell it. event_ids lead back to the sentences. Warnings: dateline_dates, undated_events, attributed_events, first_tellings.';
comment on column event_clusters.event_cluster_id is 'The event across articles (default_events.event_cluster_id).';
comment on column event_clusters.event_count is 'Rows of default_events that are it; what an article tells again further on counts once.';
comment on column event_clusters.story_count is 'Stories that tell it: near-duplicates count once.';
comment on column event_clusters.document_count is 'Articles that tell it.';
comment on column event_clusters.publisher_count is 'Publishers (or sources, where the publisher is unknown) that tell it.';
comment on column event_clusters.dateline_date_count is 'Of event_count, those dated by the day of publication alone.';
comment on column event_clusters.first_publication_date is 'Day of publication of the first article that tells it; null when unknown.';
comment on column event_clusters.first_sentence_text is 'The sentence of that article.';
comment on column event_clusters.event_ids is 'The events (events.event_id).';
