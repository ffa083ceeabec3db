-- description: GDELT 1.0 events, one row per day, actors and code, 58 columns, as its daily files have them since April 2013.
-- header: no
-- null:
-- days: yes
-- goldstein: GDELT
-- quad: as GDELT's rows carry it (root 09 is 2, root 14 is 3)
-- note: actors are not located, tone, ethnic and religious codes are not coded: those columns are empty
select
    * exclude (Actor1Geo_ADM2Code, Actor2Geo_ADM2Code, ActionGeo_ADM2Code)
    replace (left(DATEADDED, 8) as DATEADDED)
from ({gdelt2})
order by SQLDATE, GLOBALEVENTID
