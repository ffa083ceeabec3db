-- An actor is asked for by the beginning of its code: RUS is every Russian actor, RUSGOV the Russian government.
create or replace macro is_actor(code, wanted) as
    wanted is null or coalesce(starts_with(code, wanted), false);
comment on macro is_actor is 'Whether an actor code begins with the wanted one: RUS matches RUS, RUSGOV and RUSMIL. A null wanted matches all, unknown actors too.';

-- Coarse dates touch a time when any of their days does; undated events only touch all time.
create or replace macro is_within(first_day, last_day, since, until) as
    (since is null or coalesce(last_day >= cast(since as date), false))
    and (until is null or coalesce(first_day <= cast(until as date), false));
comment on macro is_within is 'Whether an event''s days touch the time from since to until, both inclusive. A null bound does not limit; with either bound undated events are out.';

-- The month (or week) of an event is known only when all its days lie in one.
create or replace macro month_of(first_day, last_day) as
    case when date_trunc('month', first_day) = date_trunc('month', last_day) then date_trunc('month', first_day)::date end;
comment on macro month_of is 'First day of the month in which an event''s days lie; null when they span several, or are unknown.';

create or replace macro week_of(first_day, last_day) as
    case when date_trunc('week', first_day) = date_trunc('week', last_day) then date_trunc('week', first_day)::date end;
comment on macro week_of is 'Monday of the week (ISO 8601) in which an event''s days lie; null when they span several, or are unknown.';

create or replace macro day_of(first_day, last_day) as
    case when first_day = last_day then first_day end;
comment on macro day_of is 'The day of an event; null when its date is coarser than a day, or unknown.';

-- Where a series puts an event whose days do not lie in one period.
create or replace macro periods_of(first_day, last_day, unit, placement) as case placement
    when 'exact' then [case when date_trunc(unit, first_day) = date_trunc(unit, last_day) then date_trunc(unit, first_day)::date end]
    when 'start' then [date_trunc(unit, first_day)::date]
    when 'spread' then case when first_day is null then [null::date] else list_transform(
        generate_series(date_trunc(unit, first_day), last_day::timestamp, case unit when 'month' then interval 1 month else interval 7 day end),
        lambda period: period::date
    ) end
    else error('placement is exact, start or spread, not ' || coalesce(placement, 'null'))
end;
comment on macro periods_of is 'First days of the periods (unit: month or week) in which a series counts an event. placement exact: the one in which all its days lie, else null; start: that of its first day; spread: every one that it touches. Undated events: null.';

create or replace macro share_in(period, first_day, last_day, unit) as coalesce(
    (least(last_day, (period + case unit when 'month' then interval 1 month else interval 7 day end)::date - 1)
        - greatest(first_day, period) + 1) / (last_day - first_day + 1),
    1
);
comment on macro share_in is 'Share of an event''s days (0 to 1) that lie in the period (unit: month or week) beginning with a day; 1 where period or days are unknown.';
