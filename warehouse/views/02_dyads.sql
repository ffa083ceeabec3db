create or replace macro dyads(unit) as table
select
    period_of(event_date_start, event_date_end, unit) as period_start,
    coalesce(source_country_code, '---') as source_country_code,
    coalesce(target_country_code, '---') as target_country_code,
    count(*) as event_count,
    count(*) filter (where date_basis = 'expression') as expression_date_count,
    count(*) filter (where date_basis = 'dateline') as dateline_date_count,
    count(distinct doc_id) as document_count,
    count(*) filter (where quad_class = 1) as verbal_cooperation_count,
    count(*) filter (where quad_class = 2) as material_cooperation_count,
    count(*) filter (where quad_class = 3) as verbal_conflict_count,
    count(*) filter (where quad_class = 4) as material_conflict_count,
    sum(goldstein_score) as goldstein_sum,
    avg(goldstein_score) as goldstein_mean
from told_events
group by all;
comment on macro table dyads is 'Events told as fact, counted by period (unit: day, week, month, quarter or year) and pair of countries, placed exactly: events that do not lie in one period, or are undated, stay together in the row of the pair without one, so that the rows add up to told_events. Periods without events have no row; dyad_series fills them in. Warnings: dateline_dates, undated_row, repeated_stories, attributed_events, first_tellings.';

create or replace view dyads_daily as
select period_start as event_date, * exclude (period_start) from dyads('day');
comment on view dyads_daily is 'dyads() by day: events whose date is coarser than a day, or unknown, are in the row of the pair with a null day. Warnings: dateline_dates, undated_row, repeated_stories, attributed_events, first_tellings.';
comment on column dyads_daily.event_date is 'The day; null for the events of the pair that have no single day.';
comment on column dyads_daily.source_country_code is 'Country (or international) part of the source''s code; --- when there is none.';
comment on column dyads_daily.target_country_code is 'Country (or international) part of the target''s code; --- when there is none.';
comment on column dyads_daily.event_count is 'Events, whatever their date rests on.';
comment on column dyads_daily.expression_date_count is 'Events whose text says when they happened.';
comment on column dyads_daily.dateline_date_count is 'Events dated by the day of publication alone.';
comment on column dyads_daily.document_count is 'Articles that tell these events.';
comment on column dyads_daily.verbal_cooperation_count is 'Events of quad class 1.';
comment on column dyads_daily.material_cooperation_count is 'Events of quad class 2.';
comment on column dyads_daily.verbal_conflict_count is 'Events of quad class 3.';
comment on column dyads_daily.material_conflict_count is 'Events of quad class 4.';
comment on column dyads_daily.goldstein_sum is 'Sum of the events'' Goldstein scores.';
comment on column dyads_daily.goldstein_mean is 'Mean of the events'' Goldstein scores, −10 to +10.';

-- The other columns take their comments from dyads_daily.
create or replace view dyads_monthly as
select period_start as event_month, * exclude (period_start) from dyads('month');
comment on view dyads_monthly is 'dyads() by month: events that do not lie in one month, or are undated, are in the row of the pair with a null month. The macro dyad_monthly fills in months without events and can place coarse dates otherwise. Warnings: dateline_dates, undated_row, repeated_stories, attributed_events, first_tellings.';
comment on column dyads_monthly.event_month is 'First day of the month; null for the events of the pair that do not lie in one.';
