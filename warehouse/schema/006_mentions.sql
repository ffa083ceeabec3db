-- Which words stand for which actor, and which row of the actor files says so: the trace of every code.
create table mentions (
    doc_id varchar not null,
    sentence_index integer not null check (sentence_index >= 0),
    mention_start integer not null check (mention_start >= 0),
    mention_end integer not null,
    mention_text varchar not null,
    actor_code varchar not null,
    actor_name varchar not null,
    mention_kind varchar not null,
    resolved_by actor_resolution not null,
    confidence double not null check (confidence between 0 and 1),
    origin varchar not null,
    check (mention_end > mention_start)
);
comment on table mentions is 'One row per mention of an actor in a sentence that tells an event, also of actors that are neither source nor target. Words that stand for several actors ("both countries") have a row for each.';
comment on column mentions.doc_id is 'The article (documents.doc_id); its publication_date is the day at which names and offices were read.';
comment on column mentions.sentence_index is 'The sentence (sentences.sentence_index).';
comment on column mentions.mention_start is 'Offset of the mention in documents.text (code points).';
comment on column mentions.mention_end is 'Offset after the mention in documents.text (code points).';
comment on column mentions.mention_text is 'The words themselves.';
comment on column mentions.actor_code is 'CAMEO actor code that they resolve to; "---" in place of a country that nobody tells.';
comment on column mentions.actor_name is 'Name of the actor (actors.actor_name where the files have it).';
comment on column mentions.mention_kind is 'person, state, organisation, group, role, place (a scene, no actor), thing (what belongs to an actor) or pronoun.';
comment on column mentions.resolved_by is 'name (in the actor files), composition (country and role), document (introduced by the article) or reference (a pronoun or description).';
comment on column mentions.confidence is 'How sure the coder is of the actor, 0 to 1.';
comment on column mentions.origin is 'File and line that decided, "file:line"; several with " + " where country and role come from different rows; of a reference, those of what it refers to; empty where the words alone say it.';
