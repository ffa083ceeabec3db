-- description: Articles whose ruleset is not in rulesets.
select doc_id, ruleset_id from documents anti join rulesets using (ruleset_id) order by doc_id;
