-- description: Country codes of events that are neither in countries nor international or regional ones of CAMEO.
select country_code, count(*) as event_count
from (
    from events select source_country_code as country_code
    union all
    from events select target_country_code
    union all
    from events select place_country_code
)
anti join countries using (country_code)
where country_code is not null and not list_contains(cameo_generics() || cameo_regions(), country_code)
group by country_code
order by country_code;
