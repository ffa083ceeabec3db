-- Events of two rulesets are the same when their ids are (same article, sentence, trigger, actors and code); of the
-- others those with the same trigger are one event that changed, in the order of their actors; the rest came or went.
create or replace macro diff(before, after) as table
with codings as (
    select doc_id, ruleset_id from documents
    union all
    select doc_id, ruleset_id from past_documents
),
both_coded as (
    select doc_id from codings where ruleset_id = before
    intersect
    select doc_id from codings where ruleset_id = after
),
every_event as (
    from events
    union all
    from past_events
),
old_events as (
    select
        *,
        row_number() over (partition by doc_id, trigger_start, is_kept order by source_code, target_code, cameo_code, event_id)
            as place
    from (
        select
            *,
            event_id in (select event_id from every_event where ruleset_id = after) as is_kept
        from every_event
        where ruleset_id = before
    )
    semi join both_coded using (doc_id)
),
new_events as (
    select
        *,
        row_number() over (partition by doc_id, trigger_start, is_kept order by source_code, target_code, cameo_code, event_id)
            as place
    from (
        select
            *,
            event_id in (select event_id from every_event where ruleset_id = before) as is_kept
        from every_event
        where ruleset_id = after
    )
    semi join both_coded using (doc_id)
),
paired as (
    select
        coalesce(o.doc_id, n.doc_id) as doc_id,
        o.event_id as event_id_before,
        n.event_id as event_id_after,
        o.rule as rule_before,
        n.rule as rule_after,
        o.source_code as source_code_before,
        n.source_code as source_code_after,
        o.target_code as target_code_before,
        n.target_code as target_code_after,
        o.cameo_code as cameo_code_before,
        n.cameo_code as cameo_code_after,
        coalesce(n.trigger_text, o.trigger_text) as trigger_text,
        coalesce(n.trigger_start, o.trigger_start) as trigger_start,
        coalesce(n.evidence_text, o.evidence_text) as evidence_text,
        case
            when o.event_id is null then 'added'
            when n.event_id is null then 'removed'
            else 'changed'
        end as change,
        case when o.event_id is not null and n.event_id is not null then list_filter(
            [
                case when o.source_code is distinct from n.source_code then 'source' end,
                case when o.target_code is distinct from n.target_code then 'target' end,
                case when o.cameo_code is distinct from n.cameo_code then 'code' end,
                case when (o.event_date_start, o.event_date_end, o.date_basis)
                    is distinct from (n.event_date_start, n.event_date_end, n.date_basis) then 'date' end,
                case when o.place_name is distinct from n.place_name then 'place' end,
                case when o.polarity <> n.polarity then 'polarity' end,
                case when o.modality <> n.modality then 'modality' end,
                case when (o.asserted_by_code, o.asserted_by_text)
                    is distinct from (n.asserted_by_code, n.asserted_by_text) then 'asserted_by' end,
                case when (o.same_as_event_id is null) <> (n.same_as_event_id is null) then 'same_as' end,
                case when o.rule <> n.rule then 'rule' end
            ],
            lambda field: field is not null
        ) else [] end as changed_fields
    from old_events o
    full join new_events n
        on o.doc_id = n.doc_id
        and case
            when o.is_kept or n.is_kept then o.event_id = n.event_id
            else o.trigger_start = n.trigger_start and o.place = n.place
        end
)
select
    change,
    changed_fields,
    rule_before,
    rule_after,
    source_code_before,
    source_code_after,
    target_code_before,
    target_code_after,
    cameo_code_before,
    cameo_code_after,
    trigger_text,
    evidence_text,
    s.sentence_text,
    paired.doc_id,
    event_id_before,
    event_id_after
from paired
-- As the present coding cuts it: earlier ones keep no sentences, and the text of an article never changes.
left join sentences s on s.doc_id = paired.doc_id and trigger_start >= s.sentence_start and trigger_start < s.sentence_end
where change <> 'changed' or len(changed_fields) > 0
order by coalesce(rule_after, rule_before), paired.doc_id, trigger_start, coalesce(event_id_after, event_id_before);
comment on macro table diff is 'What one ruleset made of the articles that another had coded before: events added, removed and changed (which fields), with rule, clause and sentence. Only articles that both coded. Warnings: every_modality, every_telling.';

create or replace macro diff_by_rule(before, after) as table
select
    coalesce(rule_after, rule_before) as rule,
    count(*) filter (where change = 'added') as added_count,
    count(*) filter (where change = 'removed') as removed_count,
    count(*) filter (where change = 'changed') as changed_count
from diff(before, after)
group by all
order by count(*) desc, rule;
comment on macro table diff_by_rule is 'diff() counted by rule, that of the later ruleset where the event is in both. Warnings: every_modality, every_telling.';
