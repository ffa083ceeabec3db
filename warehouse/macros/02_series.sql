-- A series runs over every period from since to until (or from the first to the last dated event), those without
-- events too.  What has no single period, or is undated, is counted in a last row with a null period; placement says
-- what has one.  Only 'spread' divides an event: then the shares, not the counts, add up to the events.
create or replace macro dyad_series(
    source, target, unit := 'month', since := null, until := null, quad := null, basis := null, placement := 'exact'
) as table
with told as (
    select *, unnest(periods_of(event_date_start, event_date_end, unit, placement)) as period_start
    from dyad(source, target, since := since, until := until, quad := quad, basis := basis)
),
shared as (
    select *, case placement when 'spread' then share_in(period_start, event_date_start, event_date_end, unit) else 1 end as share
    from told
),
counted as (
    select
        period_start,
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
    group by period_start
),
periods as (
    select unnest(generate_series(
        date_trunc(unit, coalesce(since::date, min(period_start))),
        date_trunc(unit, coalesce(until::date, max(period_start))),
        step_of(unit)
    ))::date as period_start
    from told
    union all
    select null from counted where period_start is null
)
select
    periods.period_start,
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
left join counted on counted.period_start is not distinct from periods.period_start
order by periods.period_start nulls last;
comment on macro table dyad_series is 'Series of dyad() by unit (day, week from Monday, month, quarter or year): counts in all, by what the date rests on and by quad class, Goldstein sum and mean (null where there is no event); periods without events are rows of zeros; what has no period is the last row, with a null one. placement says which period a coarse date has: exact (the default) the one in which all its days lie, else none; start that of its first day; spread every one that it touches, where event_share, and Goldstein sum and mean, count it by the share of its days, and the other columns count it once in each. basis expression leaves out what is dated by the day of publication alone. Warnings: dateline_dates, undated_row, repeated_stories, attributed_events, first_tellings.';

create or replace macro dyad_monthly(
    source, target, since := null, until := null, quad := null, basis := null, placement := 'exact'
) as table
select period_start as event_month, * exclude (period_start)
from dyad_series(
    source, target, unit := 'month', since := since, until := until, quad := quad, basis := basis, placement := placement
)
order by event_month nulls last;
comment on macro table dyad_monthly is 'dyad_series() by month. Warnings: dateline_dates, undated_row, repeated_stories, attributed_events, first_tellings.';

create or replace macro dyad_weekly(
    source, target, since := null, until := null, quad := null, basis := null, placement := 'exact'
) as table
select period_start as event_week, * exclude (period_start)
from dyad_series(
    source, target, unit := 'week', since := since, until := until, quad := quad, basis := basis, placement := placement
)
order by event_week nulls last;
comment on macro table dyad_weekly is 'dyad_series() by week, from Monday (ISO 8601). Warnings: dateline_dates, undated_row, repeated_stories, attributed_events, first_tellings.';
