-- description: ICEWS events, one row per event, 20 columns with a header, as the yearly files on Dataverse have them.
-- header: yes
-- null: NULL
-- goldstein: ICEWS (Intensity)
-- quad: none
-- note: sectors are the English names of the CAMEO roles; district and province are not coded
select
    event_number as "Event ID",
    event_day as "Event Date",
    one_line(source_name) as "Source Name",
    nullif(list_aggregate(list_filter(list_transform(source_roles, lambda role: role_name(role)), lambda name: name is not null), 'string_agg', ','), '')
        as "Source Sectors",
    source_country_name as "Source Country",
    code_title as "Event Text",
    cameo_code as "CAMEO Code",
    goldstein_score_icews as Intensity,
    one_line(target_name) as "Target Name",
    nullif(list_aggregate(list_filter(list_transform(target_roles, lambda role: role_name(role)), lambda name: name is not null), 'string_agg', ','), '')
        as "Target Sectors",
    target_country_name as "Target Country",
    document_number as "Story ID",
    sentence_index + 1 as "Sentence Number",
    one_line(publisher) as Publisher,
    case when place_name <> coalesce(place_country_name, '') then one_line(place_name) end as City,
    null as District,
    null as Province,
    place_country_name as Country,
    place_latitude as Latitude,
    place_longitude as Longitude
from ({events})
order by "Event Date", "Event ID"
