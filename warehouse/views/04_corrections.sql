create or replace view judged_events as
select
    e.event_id,
    e.rule,
    e.ruleset_id,
    c.author,
    c.verdict,
    c.corrected_source_code,
    c.corrected_target_code,
    c.corrected_cameo_code,
    c.note,
    c.judged_at,
    e.event_id <> c.event_id as is_recoded
from corrections c
join events e
    on e.doc_id = c.doc_id
    and e.trigger_start = c.trigger_start
    and e.trigger_end = c.trigger_end
    and e.trigger_text = c.trigger_text
    and e.source_code is not distinct from c.source_code
    and e.target_code is not distinct from c.target_code
    and (c.verdict = 'corrected' or e.cameo_code = c.cameo_code);
comment on view judged_events is 'The events as they are now with the verdicts that apply to them, one row per verdict. Warnings: every_modality, every_telling.';
comment on column judged_events.is_recoded is 'Whether the verdict was given on an earlier coding of the same words.';

create or replace view corrected_events as
with latest as (
    from judged_events
    qualify row_number() over (partition by event_id order by judged_at desc, author) = 1
),
applied as (
    select
        e.* replace (
            coalesce(l.corrected_source_code, e.source_code) as source_code,
            coalesce(l.corrected_target_code, e.target_code) as target_code,
            coalesce(l.corrected_cameo_code, e.cameo_code) as cameo_code,
            coalesce(country_of(l.corrected_source_code), e.source_country_code) as source_country_code,
            coalesce(country_of(l.corrected_target_code), e.target_country_code) as target_country_code,
            coalesce(left(l.corrected_cameo_code, 2), e.root_code) as root_code
        ),
        l.verdict
    from default_events e
    left join latest l using (event_id)
    where l.verdict is null or l.verdict <> 'wrong'
)
select
    a.* replace (
        case when a.verdict = 'corrected' then coalesce(c.quad_class, a.quad_class) else a.quad_class end as quad_class,
        case when a.verdict = 'corrected' then coalesce(c.goldstein_score, a.goldstein_score) else a.goldstein_score end
            as goldstein_score
    )
from applied a
left join codes c using (cameo_code);
comment on view corrected_events is 'default_events with the analysts'' verdicts applied: wrong ones are out, corrected ones have the corrected code and actors (quad class and Goldstein score follow the code); of several verdicts on an event the latest counts. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';
comment on column corrected_events.verdict is 'right or corrected; null where nobody has judged.';
