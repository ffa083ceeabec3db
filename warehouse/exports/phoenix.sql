-- description: Phoenix (OEDA) events, one row per day, actors and code, 26 columns without a header.
-- header: no
-- null:
-- days: yes
-- goldstein: Phoenix (the CAMEO scale; empty where it has no score)
-- quad: Phoenix (roots 01 and 02 are 0, root 16 is 3)
-- note: issues and the state (first-level division) are not coded: those columns are empty
with chosen as (
    select *, ['GOV', 'MIL', 'REB', 'OPP', 'PTY', 'COP', 'JUD', 'SPY', 'MED', 'EDU', 'BUS', 'CRM', 'CVL'] as phoenix_roles
    from ({days})
)
select
    coalesce(getvariable('written'), 0) + row_number() over (order by event_day, daily_event_number) || '_demarche' as EventID,
    strftime(event_day, '%Y%m%d') as Date,
    strftime(event_day, '%Y') as Year,
    strftime(event_day, '%m') as Month,
    strftime(event_day, '%d') as Day,
    coalesce(source_code, '') as SourceActorFull,
    case when source_country_code is null then '' else source_country_code end as SourceActorEntity,
    coalesce(case when list_contains(phoenix_roles, source_roles[1]) then source_roles[1] end, '') as SourceActorRole,
    coalesce(array_to_string(
        case when list_contains(phoenix_roles, source_roles[1]) then source_roles[2:] else source_roles end, ';'
    ), '') as SourceActorAttribute,
    coalesce(target_code, '') as TargetActorFull,
    case when target_country_code is null then '' else target_country_code end as TargetActorEntity,
    coalesce(case when list_contains(phoenix_roles, target_roles[1]) then target_roles[1] end, '') as TargetActorRole,
    coalesce(array_to_string(
        case when list_contains(phoenix_roles, target_roles[1]) then target_roles[2:] else target_roles end, ';'
    ), '') as TargetActorAttribute,
    cameo_code as EventCode,
    root_code as EventRootCode,
    quad_class_phoenix as QuadClass,
    goldstein_score_phoenix as GoldsteinScore,
    null as Issues,
    place_latitude as Lat,
    place_longitude as Lon,
    one_line(place_name) as LocationName,
    null as StateName,
    place_country_code as CountryCode,
    array_to_string(sentence_ids, ';') as SentenceID,
    array_to_string(urls, ';') as URLs,
    array_to_string(publishers, ';') as NewsSources
from chosen
order by event_day, daily_event_number
