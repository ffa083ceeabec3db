-- What analysts say about events.  A verdict holds for what it judged: the words in their place, the actors and the code.
create type verdict as enum ('right', 'wrong', 'corrected');

create table corrections (
    event_id varchar not null,
    author varchar not null,
    verdict verdict not null,
    corrected_source_code varchar,
    corrected_target_code varchar,
    corrected_cameo_code varchar,
    note varchar,
    judged_at timestamp not null,
    doc_id varchar not null,
    trigger_text varchar not null,
    trigger_start integer not null,
    trigger_end integer not null,
    source_code varchar,
    target_code varchar,
    cameo_code varchar not null,
    rule varchar not null,
    primary key (event_id, author),
    check (
        (verdict = 'corrected')
        = (corrected_source_code is not null or corrected_target_code is not null or corrected_cameo_code is not null)
    )
);
comment on table corrections is 'Verdicts of analysts on events: one row per event and author. They stay when the article is coded again and apply to whatever event then has the same words, actors and (for right and wrong) code.';
comment on column corrections.event_id is 'The event as it was judged (events.event_id at that time).';
comment on column corrections.author is 'Who judged.';
comment on column corrections.verdict is 'right, wrong (no such event, or not as coded), or corrected (an event, but with another code or actor).';
comment on column corrections.corrected_source_code is 'The source as it should be; null where the coded one is right.';
comment on column corrections.corrected_target_code is 'The target as it should be; null where the coded one is right.';
comment on column corrections.corrected_cameo_code is 'The CAMEO code as it should be; null where the coded one is right.';
comment on column corrections.note is 'Why, in the author''s words.';
comment on column corrections.judged_at is 'When the verdict was given (UTC).';
comment on column corrections.doc_id is 'The article (documents.doc_id).';
comment on column corrections.trigger_text is 'The words that made the event, as judged.';
comment on column corrections.trigger_start is 'Offset of these words in documents.text (code points).';
comment on column corrections.trigger_end is 'Offset after these words in documents.text (code points).';
comment on column corrections.source_code is 'Source of the event as judged.';
comment on column corrections.target_code is 'Target of the event as judged.';
comment on column corrections.cameo_code is 'CAMEO code of the event as judged.';
comment on column corrections.rule is 'The rule that made the event as judged.';
