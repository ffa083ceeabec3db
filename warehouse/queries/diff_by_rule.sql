-- description: How many events a later ruleset added, removed and changed, by rule.
-- parameter: before -- the earlier ruleset
-- parameter: after -- the later ruleset
-- example: before=ruleset-a after=ruleset-b
from diff_by_rule($before, $after);
