create or replace macro document_events(document) as table
select
    s.sentence_index,
    s.sentence_text,
    e.event_id,
    e.event_date_start,
    e.event_date_end,
    e.date_basis,
    e.source_code,
    e.target_code,
    e.cameo_code,
    c.title as code_title,
    e.polarity,
    e.modality,
    e.asserted_by_code,
    e.asserted_by_text,
    e.confidence,
    e.rule,
    e.same_as_event_id
from sentences s
left join events e using (doc_id, sentence_index)
left join codes c using (cameo_code)
where s.doc_id = document
order by s.sentence_index, e.trigger_start, e.event_id;
comment on macro table document_events is 'Every sentence of one article in order, with the events it tells: all polarities and modalities, one row per event, one row with nulls for a sentence without. Warnings: every_modality, every_telling.';

create or replace macro statements(speaker, about := null, since := null, until := null) as table
select
    asserted_by_code,
    asserted_by_text,
    source_code,
    cameo_code,
    target_code,
    event_date_start,
    event_date_end,
    date_basis,
    polarity,
    modality,
    sentence_text,
    events.doc_id,
    event_id,
    same_as_event_id
from events
left join sentences using (doc_id, sentence_index)
where asserted_by_text is not null
  and is_actor(asserted_by_code, speaker)
  and (about is null or is_actor(source_code, about) or is_actor(target_code, about))
  and is_within(event_date_start, event_date_end, since, until)
order by event_date_start nulls last, events.doc_id, sentence_index, event_id;
comment on macro table statements is 'Who said what about whom: events on the word of speaker in which about takes part; all polarities and modalities. Warnings: dateline_dates, undated_events, repeated_stories, every_modality, every_telling.';

create or replace macro new_actors(since) as table
with seen as (
    select source_code as actor_code, source_name as actor_name, doc_id, sentence_index, publication_date
    from events join documents using (doc_id) where source_code is not null
    union all
    select target_code, target_name, doc_id, sentence_index, publication_date
    from events join documents using (doc_id) where target_code is not null
)
select *
from (
    select
        actor_code,
        actor_name,
        min(publication_date) as first_publication_date,
        count(distinct doc_id) as document_count,
        arg_min(
            sentence_text, (coalesce(publication_date, date '9999-12-31'), doc_id, sentence_index)
        ) as first_sentence_text
    from seen
    left join sentences using (doc_id, sentence_index)
    group by actor_code, actor_name
)
where first_publication_date >= since::date
order by first_publication_date, actor_code, actor_name;
comment on macro table new_actors is 'Actors (code and name) that no article published before since mentions in an event, with the first sentence that does; articles without a date do not count as earlier. Warnings: every_modality.';

create or replace macro tellings(event) as table
with told as (
    select coalesce(same_as_event_id, event_id) as first_event_id from events where event_id = event limit 1
)
select
    sentence_index,
    sentence_text,
    trigger_text,
    source_code,
    source_text,
    target_code,
    target_text,
    cameo_code,
    event_date_start,
    event_date_end,
    date_basis,
    rule,
    events.doc_id,
    event_id,
    same_as_event_id
from events
join told on coalesce(same_as_event_id, event_id) = first_event_id
left join sentences using (doc_id, sentence_index)
order by sentence_index, trigger_start, event_id;
comment on macro table tellings is 'Every sentence of its article that tells an event (given by its event_id, or by that of a later telling): the first telling and those that repeat it, each as it was coded. Warnings: every_telling.';
