-- An actor is asked for by the beginning of its code: RUS is every Russian actor, RUSGOV the Russian government.
create or replace macro is_actor(code, wanted) as
    wanted is null or coalesce(starts_with(code, wanted), false);
comment on macro is_actor is 'Whether an actor code begins with the wanted one: RUS matches RUS, RUSGOV and RUSMIL. A null wanted matches all, unknown actors too.';

-- Coarse dates touch a time when any of their days does; undated events only touch all time.
create or replace macro is_within(first_day, last_day, since, until) as
    (since is null or coalesce(last_day >= cast(since as date), false))
    and (until is null or coalesce(first_day <= cast(until as date), false));
comment on macro is_within is 'Whether an event''s days touch the time from since to until, both inclusive. A null bound does not limit; with either bound undated events are out.';

-- The period of an event is known only when all its days lie in one.
create or replace macro period_of(first_day, last_day, unit) as
    case when date_trunc(unit, first_day) = date_trunc(unit, last_day) then date_trunc(unit, first_day)::date end;
comment on macro period_of is 'First day of the period (unit: day, week from Monday, month, quarter or year) in which an event''s days lie; null when they span several, or are unknown.';

create or replace macro step_of(unit) as case unit
    when 'day' then interval 1 day
    when 'week' then interval 7 day
    when 'month' then interval 1 month
    when 'quarter' then interval 3 month
    when 'year' then interval 1 year
    else error('unit is day, week, month, quarter or year, not ' || coalesce(unit, 'null'))
end;
comment on macro step_of is 'Length of a period: day, week, month, quarter or year.';

-- Where a series puts an event whose days do not lie in one period.
create or replace macro periods_of(first_day, last_day, unit, placement) as case placement
    when 'exact' then [period_of(first_day, last_day, unit)]
    when 'start' then [date_trunc(unit, first_day)::date]
    when 'spread' then case when first_day is null then [null::date] else list_transform(
        generate_series(date_trunc(unit, first_day), last_day::timestamp, step_of(unit)),
        lambda period: period::date
    ) end
    else error('placement is exact, start or spread, not ' || coalesce(placement, 'null'))
end;
comment on macro periods_of is 'First days of the periods (unit as in period_of) in which a series counts an event. placement exact: the one in which all its days lie, else null; start: that of its first day; spread: every one that it touches. Undated events: null.';

create or replace macro share_in(period, first_day, last_day, unit) as coalesce(
    (least(last_day, (period + step_of(unit))::date - 1)
        - greatest(first_day, period) + 1) / (last_day - first_day + 1),
    1
);
comment on macro share_in is 'Share of an event''s days (0 to 1) that lie in the period (unit as in period_of) beginning with a day; 1 where period or days are unknown.';
