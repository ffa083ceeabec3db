-- description: What a later ruleset changed in the events of an earlier one, with rule and clause.
-- parameter: before -- the earlier ruleset
-- parameter: after -- the later ruleset
-- choices: select ruleset_id from rulesets union select ruleset_id from documents union select ruleset_id from past_documents
-- example: before=ruleset-a after=ruleset-b
from diff($before, $after);
