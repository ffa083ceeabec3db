-- description: The rulesets that coded here, and how many articles each has now and had before.
select
    rulesets.*,
    (select count(*) from documents where documents.ruleset_id = rulesets.ruleset_id) as document_count,
    (select count(*) from past_documents where past_documents.ruleset_id = rulesets.ruleset_id) as past_document_count
from rulesets
order by first_used_at, ruleset_id;
