-- Without the joins of default_events, for what counts millions.
create or replace view told_events as
select * exclude (same_as_event_id)
from events
where polarity = 'affirmed' and modality in ('actual', 'ongoing') and same_as_event_id is null;
comment on view told_events is 'Events told as fact: affirmed, and done or under way; what an article tells several times is here once. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';

create or replace view default_events as
select
    e.*,
    d.publication_date,
    d.title,
    d.publisher,
    d.url,
    d.document_source,
    s.sentence_text,
    coalesce(t.story_id, e.doc_id) as story_id,
    event_cluster(
        e.event_date_start, e.event_date_end, coalesce(t.story_id, e.doc_id), e.source_code, e.target_code, e.cameo_code
    ) as event_cluster_id
from told_events e
join documents d using (doc_id)
left join sentences s using (doc_id, sentence_index)
left join stories t using (doc_id);
comment on view default_events is 'told_events with their article''s date, title and publisher and with the sentence that tells them first. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';
comment on column default_events.story_id is 'The story that the article tells; articles that are near-duplicates share it.';
comment on column default_events.event_cluster_id is 'The event across articles: same days, source, target and CAMEO code; undated events are one only within a story.';

create or replace view event_clusters as
select
    event_cluster_id,
    any_value(event_date_start) as event_date_start,
    any_value(event_date_end) as event_date_end,
    any_value(source_code) as source_code,
    any_value(target_code) as target_code,
    any_value(cameo_code) as cameo_code,
    any_value(quad_class) as quad_class,
    any_value(goldstein_score) as goldstein_score,
    count(*) as event_count,
    count(distinct story_id) as story_count,
    count(distinct doc_id) as document_count,
    count(distinct coalesce(publisher, document_source)) as publisher_count,
    count(*) filter (where date_basis = 'dateline') as dateline_date_count,
    min(publication_date) as first_publication_date,
    arg_min(sentence_text, (coalesce(publication_date, date '9999-12-31'), doc_id, sentence_index)) as first_sentence_text,
    list(event_id order by event_id) as event_ids
from default_events
group by event_cluster_id;
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
