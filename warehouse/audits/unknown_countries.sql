-- description: Country codes of events that are not in countries.
select country_code, count(*) as event_count
from (
    from events select source_country_code as country_code
    union all
    from events select target_country_code
    union all
    from events select place_country_code
)
anti join countries using (country_code)
where country_code is not null
group by country_code
order by country_code;
