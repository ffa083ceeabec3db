-- description: GDELT 2.0 events, one row per day, actors and code, 61 columns, as its 15-minute files have them.
-- header: no
-- null:
-- days: yes
-- goldstein: GDELT
-- quad: as GDELT's rows carry it (root 09 is 2, root 14 is 3)
-- note: actors are not located, tone, ethnic and religious codes are not coded: those columns are empty
with chosen as (
    select
        *,
        list_filter(
            list_concat(case when source_is_generic then [source_country_code] else [] end, source_roles),
            lambda role: list_contains(cameo_roles() || cameo_generics(), role)
        ) as source_types,
        list_filter(
            list_concat(case when target_is_generic then [target_country_code] else [] end, target_roles),
            lambda role: list_contains(cameo_roles() || cameo_generics(), role)
        ) as target_types
    from ({days})
)
select
    daily_event_number as GLOBALEVENTID,
    strftime(event_day, '%Y%m%d')::integer as SQLDATE,
    strftime(event_day, '%Y%m')::integer as MonthYear,
    year(event_day) as Year,
    format('{:.4f}', year(event_day) + (month(event_day) * 30 + day(event_day)) / 365) as FractionDate,
    nullif(replace(source_code, '---', ''), '') as Actor1Code,
    upper(one_line(source_name)) as Actor1Name,
    case when not source_is_generic then source_country_code end as Actor1CountryCode,
    list_filter(source_roles, lambda role: not list_contains(cameo_roles(), role))[1] as Actor1KnownGroupCode,
    null as Actor1EthnicCode,
    null as Actor1Religion1Code,
    null as Actor1Religion2Code,
    source_types[1] as Actor1Type1Code,
    source_types[2] as Actor1Type2Code,
    source_types[3] as Actor1Type3Code,
    nullif(replace(target_code, '---', ''), '') as Actor2Code,
    upper(one_line(target_name)) as Actor2Name,
    case when not target_is_generic then target_country_code end as Actor2CountryCode,
    list_filter(target_roles, lambda role: not list_contains(cameo_roles(), role))[1] as Actor2KnownGroupCode,
    null as Actor2EthnicCode,
    null as Actor2Religion1Code,
    null as Actor2Religion2Code,
    target_types[1] as Actor2Type1Code,
    target_types[2] as Actor2Type2Code,
    target_types[3] as Actor2Type3Code,
    is_lead::integer as IsRootEvent,
    cameo_code as EventCode,
    base_code as EventBaseCode,
    root_code as EventRootCode,
    quad_class_gdelt as QuadClass,
    goldstein_score_gdelt as GoldsteinScale,
    mention_count as NumMentions,
    publisher_count as NumSources,
    article_count as NumArticles,
    null as AvgTone,
    null as Actor1Geo_Type,
    null as Actor1Geo_FullName,
    null as Actor1Geo_CountryCode,
    null as Actor1Geo_ADM1Code,
    null as Actor1Geo_ADM2Code,
    null as Actor1Geo_Lat,
    null as Actor1Geo_Long,
    null as Actor1Geo_FeatureID,
    null as Actor2Geo_Type,
    null as Actor2Geo_FullName,
    null as Actor2Geo_CountryCode,
    null as Actor2Geo_ADM1Code,
    null as Actor2Geo_ADM2Code,
    null as Actor2Geo_Lat,
    null as Actor2Geo_Long,
    null as Actor2Geo_FeatureID,
    case when place_name is null then null when place_name = place_country_name then 1 else 4 end as ActionGeo_Type,
    case when place_name = place_country_name then place_name else concat_ws(', ', one_line(place_name), place_country_name) end
        as ActionGeo_FullName,
    place_fips_code as ActionGeo_CountryCode,
    null as ActionGeo_ADM1Code,
    null as ActionGeo_ADM2Code,
    place_latitude as ActionGeo_Lat,
    place_longitude as ActionGeo_Long,
    null as ActionGeo_FeatureID,
    strftime(coalesce(publication_date, event_day), '%Y%m%d') || '000000' as DATEADDED,
    one_line(url) as SOURCEURL
from chosen
order by SQLDATE, GLOBALEVENTID
