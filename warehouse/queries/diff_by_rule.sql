-- description: How many events a later ruleset added, removed and changed, by rule.
-- parameter: before -- the earlier ruleset
-- parameter: after -- the later ruleset
-- choices: select ruleset_id from rulesets union select ruleset_id from documents union select ruleset_id from past_documents
-- example: before=ruleset-a after=ruleset-b
from diff_by_rule($before, $after);
