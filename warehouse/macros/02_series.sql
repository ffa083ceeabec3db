-- A series runs over every period from since to until (or from the first to the last dated event), those without
-- events too.  What has no single period, or is undated, is counted in a last row with a null period; placement says
-- what has one.  Only 'spread' divides an event: then the shares, not the counts, add up to the events.
create or replace macro dyad_monthly(
    source, target, since := null, until := null, quad := null, basis := null, placement := 'exact'
) as table
with told as (
    select *, unnest(periods_of(event_date_start, event_date_end, 'month', placement)) as event_month
    from dyad(source, target, since := since, until := until, quad := quad, basis := basis)
),
shared as (
    select *, case placement when 'spread' then share_in(event_month, event_date_start, event_date_end, 'month') else 1 end as share
    from told
),
counted as (
    select
        event_month,
        count(*) as event_count,
        sum(share)::double as event_share,
        count(*) filter (where date_basis = 'expression') as expression_date_count,
        count(*) filter (where date_basis = 'dateline') as dateline_date_count,
        count(*) filter (where quad_class = 1) as verbal_cooperation_count,
        count(*) filter (where quad_class = 2) as material_cooperation_count,
        count(*) filter (where quad_class = 3) as verbal_conflict_count,
        count(*) filter (where quad_class = 4) as material_conflict_count,
        sum(goldstein_score * share) as goldstein_sum,
        sum(goldstein_score * share) / sum(share) as goldstein_mean
    from shared
    group by event_month
),
periods as (
    select unnest(generate_series(
        date_trunc('month', coalesce(since::date, min(event_month))),
        date_trunc('month', coalesce(until::date, max(event_month))),
        interval 1 month
    ))::date as event_month
    from told
    union all
    select null from counted where event_month is null
)
select
    periods.event_month,
    coalesce(event_count, 0) as event_count,
    coalesce(event_share, 0) as event_share,
    coalesce(expression_date_count, 0) as expression_date_count,
    coalesce(dateline_date_count, 0) as dateline_date_count,
    coalesce(verbal_cooperation_count, 0) as verbal_cooperation_count,
    coalesce(material_cooperation_count, 0) as material_cooperation_count,
    coalesce(verbal_conflict_count, 0) as verbal_conflict_count,
    coalesce(material_conflict_count, 0) as material_conflict_count,
    coalesce(goldstein_sum, 0) as goldstein_sum,
    goldstein_mean
from periods
left join counted on counted.event_month is not distinct from periods.event_month
order by periods.event_month nulls last;
comment on macro table dyad_monthly is 'Monthly series of dyad(): counts in all, by what the date rests on and by quad class, Goldstein sum and mean (null where there is no event); months without events are rows of zeros; what has no month is the last row, with a null month. placement says which month a coarse date has: exact (the default) the one in which all its days lie, else none; start that of its first day; spread every month that it touches, where event_share, and Goldstein sum and mean, count it by the share of its days, and the other columns count it once in each. basis expression leaves out what is dated by the day of publication alone. Warnings: dateline_dates, undated_row, repeated_stories, attributed_events.';

create or replace macro dyad_weekly(
    source, target, since := null, until := null, quad := null, basis := null, placement := 'exact'
) as table
with told as (
    select *, unnest(periods_of(event_date_start, event_date_end, 'week', placement)) as event_week
    from dyad(source, target, since := since, until := until, quad := quad, basis := basis)
),
shared as (
    select *, case placement when 'spread' then share_in(event_week, event_date_start, event_date_end, 'week') else 1 end as share
    from told
),
counted as (
    select
        event_week,
        count(*) as event_count,
        sum(share)::double as event_share,
        count(*) filter (where date_basis = 'expression') as expression_date_count,
        count(*) filter (where date_basis = 'dateline') as dateline_date_count,
        count(*) filter (where quad_class = 1) as verbal_cooperation_count,
        count(*) filter (where quad_class = 2) as material_cooperation_count,
        count(*) filter (where quad_class = 3) as verbal_conflict_count,
        count(*) filter (where quad_class = 4) as material_conflict_count,
        sum(goldstein_score * share) as goldstein_sum,
        sum(goldstein_score * share) / sum(share) as goldstein_mean
    from shared
    group by event_week
),
periods as (
    select unnest(generate_series(
        date_trunc('week', coalesce(since::date, min(event_week))),
        date_trunc('week', coalesce(until::date, max(event_week))),
        interval 7 day
    ))::date as event_week
    from told
    union all
    select null from counted where event_week is null
)
select
    periods.event_week,
    coalesce(event_count, 0) as event_count,
    coalesce(event_share, 0) as event_share,
    coalesce(expression_date_count, 0) as expression_date_count,
    coalesce(dateline_date_count, 0) as dateline_date_count,
    coalesce(verbal_cooperation_count, 0) as verbal_cooperation_count,
    coalesce(material_cooperation_count, 0) as material_cooperation_count,
    coalesce(verbal_conflict_count, 0) as verbal_conflict_count,
    coalesce(material_conflict_count, 0) as material_conflict_count,
    coalesce(goldstein_sum, 0) as goldstein_sum,
    goldstein_mean
from periods
left join counted on counted.event_week is not distinct from periods.event_week
order by periods.event_week nulls last;
comment on macro table dyad_weekly is 'Weekly series of dyad(), weeks from Monday (ISO 8601); otherwise as dyad_monthly. Warnings: dateline_dates, undated_row, repeated_stories, attributed_events.';
