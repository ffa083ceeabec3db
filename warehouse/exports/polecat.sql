-- description: POLECAT events, one row per event, 40 columns with a header; PLOVER has no type for statements and appeals (roots 01 and 02), which are left out.
-- header: yes
-- null: None
-- goldstein: PLOVER (Intensity, table 2.2 of the manual)
-- quad: PLOVER (SANCTION is material conflict)
-- note: titles, Wikipedia and GeoNames ids, districts, provinces and the people and places of the whole story are not coded; UTF-8
with chosen as (
    select
        *,
        list_filter(list_transform(source_roles, lambda role: role_sector(role)), lambda sector: sector is not null)
            as source_sectors,
        list_filter(list_transform(target_roles, lambda role: role_sector(role)), lambda sector: sector is not null)
            as target_sectors
    from ({events})
    where plover_event is not null
)
select
    event_id as "Event ID",
    event_day as "Event Date",
    plover_event as "Event Type",
    plover_mode as "Event Mode",
    plover_intensity(plover_event, plover_mode) as Intensity,
    plover_quad(plover_event) as "Quad Code",
    nullif(array_to_string(plover_contexts, ';'), '') as Contexts,
    one_line(source_name) as "Actor Name",
    case when not source_is_generic then source_country_code end as "Actor Country",
    source_cow_number as "Actor COW",
    source_sectors[1] as "Primary Actor Sector",
    nullif(array_to_string(source_sectors, ';'), '') as "Actor Sectors",
    null as "Actor Title",
    one_line(source_text) as "Actor Name Raw",
    null as "Wikipedia Actor ID",
    one_line(target_name) as "Recipient Name",
    case when not target_is_generic then target_country_code end as "Recipient Country",
    target_cow_number as "Recipient COW",
    target_sectors[1] as "Primary Recipient Sector",
    nullif(array_to_string(target_sectors, ';'), '') as "Recipient Sectors",
    null as "Recipient Title",
    one_line(target_text) as "Recipient Name Raw",
    null as "Wikipedia Recipient ID",
    one_line(place_name) as Placename,
    case when place_name <> coalesce(place_country_name, '') then one_line(place_name) end as City,
    null as District,
    null as Province,
    place_country_name as Country,
    place_latitude as Latitude,
    place_longitude as Longitude,
    null as "GeoNames ID",
    one_line(place_name) as "Raw Placename",
    null as "Feature Type",
    one_line(publisher) as Source,
    publication_date as "Publication Date",
    null as "Story People",
    null as "Story Organizations",
    null as "Story Locations",
    language_code as Language,
    'Demarche ' || ruleset_id as Version
from chosen
order by "Event Date", "Event ID"
