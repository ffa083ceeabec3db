-- What CAMEO's actor codes are made of (CAMEO codebook 1.1b3, chapter 3), and PLOVER's scale (PLOVER manual, table 2.2;
-- its +3 for ACCUSE is read as −3, as the modes of ACCUSE show).
create or replace macro cameo_generics() as ['IGO', 'IMG', 'INT', 'MNC', 'NGM', 'NGO', 'UIS'];
comment on macro cameo_generics is 'Codes that stand where a country stands and mean an international actor.';

create or replace macro cameo_regions() as [
    'AFR', 'ARB', 'ASA', 'BLK', 'CAS', 'CAU', 'CEU', 'CFR', 'CRB', 'EAF', 'EEU', 'EIN', 'EUR', 'LAM', 'MDT', 'MEA', 'NAF',
    'NMR', 'PGS', 'SAF', 'SAM', 'SAS', 'SCN', 'SEA', 'WAF', 'WST'
];
comment on macro cameo_regions is 'Codes that stand where a country stands and mean a region of the world.';

create or replace macro cameo_roles() as [
    'AGR', 'BUS', 'COP', 'CRM', 'CVL', 'DEV', 'EDU', 'ELI', 'ENV', 'GOV', 'HLH', 'HRI', 'INS', 'JUD', 'LAB', 'LEG', 'MED',
    'MIL', 'MOD', 'OPP', 'PTY', 'RAD', 'REB', 'REF', 'SEP', 'SPY', 'UAF'
];
comment on macro cameo_roles is 'Role codes: what an actor is in politics.';

create or replace macro role_name(role) as case role
    when 'AGR' then 'Agriculture'
    when 'BUS' then 'Business'
    when 'COP' then 'Police'
    when 'CRM' then 'Criminals'
    when 'CVL' then 'Civilians'
    when 'DEV' then 'Development'
    when 'EDU' then 'Education'
    when 'ELI' then 'Elites'
    when 'ENV' then 'Environment'
    when 'GOV' then 'Government'
    when 'HLH' then 'Health'
    when 'HRI' then 'Human Rights'
    when 'INS' then 'Insurgents'
    when 'JUD' then 'Judicial'
    when 'LAB' then 'Labor'
    when 'LEG' then 'Legislative'
    when 'MED' then 'Media'
    when 'MIL' then 'Military'
    when 'MOD' then 'Moderate'
    when 'OPP' then 'Opposition'
    when 'PTY' then 'Parties'
    when 'RAD' then 'Radicals'
    when 'REB' then 'Rebels'
    when 'REF' then 'Refugees'
    when 'SEP' then 'Separatists'
    when 'SPY' then 'Intelligence'
    when 'UAF' then 'Unidentified Armed Forces'
end;
comment on macro role_name is 'English name of a role code; null for a group, an organisation or an unknown code.';

create or replace macro role_sector(role) as case role
    when 'INS' then 'REB'
    when 'SEP' then 'REB'
    when 'HLH' then 'MED'
    when 'MED' then 'JRN'
    when 'DEV' then 'SOC'
    when 'ENV' then 'SOC'
    when 'HRI' then 'SOC'
    when 'MOD' then null
    when 'RAD' then null
    else case when list_contains(cameo_roles(), role) then role end
end;
comment on macro role_sector is 'PLOVER sector of a CAMEO role code: insurgents and separatists are REB, health is MED, media JRN; null for a group.';

create or replace macro plover_intensity(event, mode) as coalesce(
    map {
        'CONSULT:visit': 4.0, 'CONSULT:third-party': 1.0, 'CONSULT:multilateral': 4.0, 'CONSULT:phone': 1.5,
        'RETREAT:withdraw': 8.0, 'RETREAT:release': 6.5, 'RETREAT:disarm': 10.0, 'RETREAT:ceasefire': 7.5,
        'RETREAT:access': 6.5, 'RETREAT:resign': 4.5, 'REQUEST:assist': 0.5, 'REQUEST:change': -1.0,
        'REQUEST:yield': -1.0, 'REQUEST:meet': 0.0, 'ACCUSE:disapprove': -2.0, 'ACCUSE:investigate': -3.5,
        'ACCUSE:allege': -3.5, 'REJECT:assist': -1.5, 'REJECT:change': -2.0, 'REJECT:yield': -2.0,
        'REJECT:meet': -2.0, 'THREATEN:restrict': -3.0, 'THREATEN:arrest': -3.5, 'THREATEN:relations': -3.5,
        'THREATEN:expel': -3.5, 'THREATEN:territory': -4.0, 'THREATEN:violence': -3.5, 'PROTEST:demo': -5.0,
        'PROTEST:riot': -7.0, 'PROTEST:strike': -5.0, 'PROTEST:hunger': -4.5, 'PROTEST:boycott': -4.5,
        'PROTEST:obstruct': -4.5, 'SANCTION:convict': -6.0, 'SANCTION:expel': -5.5, 'SANCTION:withdraw': -6.0,
        'SANCTION:discontinue': -6.0, 'MOBILIZE:troops': -6.5, 'MOBILIZE:weapons': -6.5, 'MOBILIZE:police': -5.5,
        'MOBILIZE:militia': -6.0, 'COERCE:seize': -7.0, 'COERCE:restrict': -7.0, 'COERCE:censor': -6.5,
        'COERCE:curfew': -6.5, 'COERCE:martial-law': -7.5, 'COERCE:arrest': -7.0, 'COERCE:deport': -7.0,
        'COERCE:withhold': -7.0, 'COERCE:misinformation': -6.5, 'COERCE:cyber': -7.0, 'ASSAULT:abduct': -8.5,
        'ASSAULT:beat': -7.5, 'ASSAULT:torture': -8.5, 'ASSAULT:sexual': -8.5, 'ASSAULT:targeted': -9.5,
        'ASSAULT:destroy': -8.5, 'ASSAULT:primitive': -8.0, 'ASSAULT:firearms': -9.0, 'ASSAULT:explosives': -9.0,
        'ASSAULT:suicide-attack': -9.5, 'ASSAULT:aerial': -9.5, 'ASSAULT:drone': -9.5, 'ASSAULT:heavy-weapons': -9.5,
        'ASSAULT:crowd-control': -7.5, 'ASSAULT:unconventional': -10.0
    }[event || ':' || mode],
    map {
        'AGREE': 2.5, 'CONSULT': 2.5, 'SUPPORT': 5.0, 'CONCEDE': 4.5, 'COOPERATE': 9.5, 'AID': 10.0, 'RETREAT': 6.5,
        'REQUEST': 0.0, 'ACCUSE': -3.0, 'REJECT': -2.0, 'THREATEN': -3.5, 'PROTEST': -5.0, 'SANCTION': -6.0,
        'MOBILIZE': -5.5, 'COERCE': -7.0, 'ASSAULT': -9.0
    }[event]
)::double;
comment on macro plover_intensity is 'PLOVER intensity of an event type and mode (−10 to +10); of the type alone where the mode has none of its own.';

create or replace macro plover_quad(event) as case
    when event in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') then 'VERBAL COOPERATION'
    when event in ('COOPERATE', 'AID', 'RETREAT') then 'MATERIAL COOPERATION'
    when event in ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') then 'VERBAL CONFLICT'
    when event in ('SANCTION', 'PROTEST', 'MOBILIZE', 'COERCE', 'ASSAULT') then 'MATERIAL CONFLICT'
end;
comment on macro plover_quad is 'PLOVER quad class of an event type; SANCTION is material conflict (PLOVER manual, section 3.13 and table 7.3).';

-- Layouts are lines of cells: a text must not break them.
create or replace macro one_line(words) as trim(regexp_replace(words, '\s+', ' ', 'g'));
comment on macro one_line is 'A text on one line, without tabs.';

-- Other data sets number their events.  60 bits of a hash fit a signed 64-bit integer and need no counter, so that
-- the same event has the same number in every export.
create or replace macro stable_number(words) as ('0x' || left(md5(words), 15))::bigint;
comment on macro stable_number is 'A number from 0 to 2^60 that is always the same for the same words.';

create or replace macro country_of(code) as nullif(left(code, 3), '---');
comment on macro country_of is 'Country (or international) part of an actor code; null when it has none.';
