create or replace macro accuracy_by_rule() as table
select
    rule,
    count(*) as judged_count,
    count(*) filter (where verdict = 'right') as right_count,
    count(*) filter (where verdict = 'wrong') as wrong_count,
    count(*) filter (where verdict = 'corrected') as corrected_count,
    count(*) filter (where verdict = 'right') / count(*) as precision
from corrections
group by rule
order by judged_count desc, rule;
comment on macro table accuracy_by_rule is 'Share of right events among those that analysts judged, by the rule that made them when they were judged. Warnings: every_modality.';
