create or replace macro balance(a, b, since := null, until := null) as table
with directions as (
    select a as source, b as target, 1 as place
    union all
    select b, a, 2
),
told as (
    select 1 as place, * from dyad(a, b, since := since, until := until)
    union all
    select 2, * from dyad(b, a, since := since, until := until)
)
select
    any_value(directions.source) as source,
    any_value(directions.target) as target,
    count(event_id) as event_count,
    count(event_id) filter (where date_basis = 'dateline') as dateline_date_count,
    count(event_id) filter (where quad_class in (1, 2)) as cooperation_count,
    count(event_id) filter (where quad_class in (3, 4)) as conflict_count,
    coalesce(sum(goldstein_score), 0) as goldstein_sum,
    avg(goldstein_score) as goldstein_mean
from directions
left join told using (place)
group by place
order by place;
comment on macro table balance is 'Who does how much to whom: one row for a towards b and one for b towards a, with counts of cooperation (quad 1, 2) and conflict (quad 3, 4), Goldstein sum and mean. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';

create or replace macro top_targets(source, since := null, until := null, quad := null, count := 10) as table
select
    target_country_code,
    count(*) as event_count,
    count(*) filter (where date_basis = 'dateline') as dateline_date_count,
    avg(goldstein_score) as goldstein_mean
from dyad(source, null, since := since, until := until, quad := quad)
where target_country_code is not null
group by target_country_code
qualify row_number() over (order by count(*) desc, target_country_code) <= count::integer
order by event_count desc, target_country_code;
comment on macro table top_targets is 'At which countries or international actors source directs most events, the most frequent first. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';

create or replace macro quad_summary(source := null, target := null, since := null, until := null) as table
select
    quad_class,
    count(*) as event_count,
    count(*) filter (where date_basis = 'dateline') as dateline_date_count,
    count(*) / sum(count(*)) over () as event_share,
    sum(goldstein_score) as goldstein_sum,
    avg(goldstein_score) as goldstein_mean
from dyad(source, target, since := since, until := until)
group by quad_class
order by quad_class;
comment on macro table quad_summary is 'Events told as fact by quad class: counts, share (0 to 1), Goldstein sum and mean. Warnings: dateline_dates, undated_events, repeated_stories, attributed_events, first_tellings.';

create or replace macro one_a_day(source := null, target := null, since := null, until := null) as table
select *
from dyad(source, target, since := since, until := until)
where event_date_start = event_date_end
qualify row_number() over (
    partition by event_date_start, source_code, target_code, cameo_code
    order by date_basis, confidence desc, publication_date nulls last, doc_id, sentence_index, event_id
) = 1
order by event_date_start, source_code, target_code, cameo_code;
comment on macro table one_a_day is 'The one-a-day filter: of the events with the same source, target and CAMEO code on one day only one, the one whose date the text itself says, then the surest. Events without a single day are out. Warnings: dateline_dates, undated_left_out, attributed_events, first_tellings.';
