-- description: GDELT 2.0 mentions, one row per event and telling, 16 columns; GLOBALEVENTID as in gdelt2.
-- header: no
-- null:
-- goldstein: none
-- quad: none
-- note: tone is not coded: that column is empty; times of day are not known: 000000
with chosen as (
    from ({events})
),
tellings as (
    from chosen
    union all
    -- What an article tells again is one more mention of the same event, in its own place.
    select chosen.* replace (
        events.event_id as event_id,
        events.sentence_index as sentence_index,
        events.source_start as source_start,
        events.target_start as target_start,
        events.trigger_start as trigger_start,
        events.confidence as confidence
    )
    from chosen
    join (from events where same_as_event_id is not null) events on events.same_as_event_id = chosen.event_id
)
select
    daily_event_number as GLOBALEVENTID,
    strftime(min(coalesce(publication_date, event_day)) over (partition by daily_event_number), '%Y%m%d') || '000000'
        as EventTimeDate,
    strftime(coalesce(publication_date, event_day), '%Y%m%d') || '000000' as MentionTimeDate,
    case when url is null then 2 else 1 end as MentionType,
    one_line(coalesce(publisher, nullif(document_source, ''), doc_id)) as MentionSourceName,
    coalesce(one_line(url), doc_id) as MentionIdentifier,
    sentence_index + 1 as SentenceID,
    coalesce(source_start, -1) as Actor1CharOffset,
    coalesce(target_start, -1) as Actor2CharOffset,
    trigger_start as ActionCharOffset,
    1 as InRawText,
    (round(confidence * 10) * 10)::integer as Confidence,
    character_count as MentionDocLen,
    null as MentionDocTone,
    null as MentionDocTranslationInfo,
    null as Extras
from tellings
order by GLOBALEVENTID, MentionTimeDate, MentionIdentifier, SentenceID, ActionCharOffset, event_id
