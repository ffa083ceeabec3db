-- What earlier rulesets made of documents that a later one coded again: the base of every comparison of rulesets.
create table past_documents (
    doc_id varchar not null,
    ruleset_id varchar not null,
    run_id varchar not null
);
comment on table past_documents is 'One row per article and earlier ruleset that coded it before the present one did.';

create table past_events as from events limit 0;
comment on table past_events is 'The events that earlier rulesets made of articles which a later one coded again; columns as in events.';
