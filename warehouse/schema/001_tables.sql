-- The first schema: documents, their sentences and events, what was rejected, who ran what when, and the dimensions.
--
-- No foreign keys: DuckDB cannot replace a parent row inside one transaction while children point at it;
-- audits/ finds orphans instead.  events and sentences carry no primary key either: their ids are unique
-- because a document is always replaced as a whole, an index over millions of rows would cost more than the
-- rows, and an audit checks it.

create type polarity as enum ('affirmed', 'negated');
create type modality as enum ('actual', 'ongoing', 'future', 'conditional', 'hypothetical');
create type date_basis as enum ('expression', 'dateline', 'unknown');
create type date_granularity as enum (
    'time', 'day', 'week', 'weekend', 'month', 'quarter', 'half', 'season', 'year', 'decade', 'century', 'range'
);
create type actor_resolution as enum ('name', 'composition', 'document', 'reference');
create type rejection_stage as enum ('read', 'clean', 'code', 'load');
create type code_level as enum ('root', 'base', 'sub');
create type run_status as enum ('running', 'completed', 'failed', 'cancelled');

create table rulesets (
    ruleset_id varchar primary key,
    config_digest varchar,
    model_digest varchar,
    code_version varchar,
    first_used_at timestamp not null
);
comment on table rulesets is 'One row per state of the coder (configuration, parser model, code) that ever coded a document here.';
comment on column rulesets.ruleset_id is 'Identity of the ruleset: a hash over configuration, parser model and code version.';
comment on column rulesets.config_digest is 'Hash over every data file of config/ at that time.';
comment on column rulesets.model_digest is 'Hash over the parser model that was used.';
comment on column rulesets.code_version is 'Version of the Demarche code that was used.';
comment on column rulesets.first_used_at is 'When this ruleset first ran on this warehouse (UTC).';

create table runs (
    run_id varchar primary key,
    ruleset_id varchar not null,
    status run_status not null,
    started_at timestamp not null,
    finished_at timestamp,
    command varchar,
    skipped_count ubigint not null default 0,
    document_count ubigint not null default 0,
    sentence_count ubigint not null default 0,
    event_count ubigint not null default 0,
    rejection_count ubigint not null default 0,
    message varchar,
    check (finished_at is null or finished_at >= started_at)
);
comment on table runs is 'One row per run over texts; its counts grow with every batch that is committed, so a run that died still says how far it came.';
comment on column runs.run_id is 'Identity of the run, given by whoever started it.';
comment on column runs.ruleset_id is 'The ruleset the run coded with (rulesets.ruleset_id).';
comment on column runs.status is 'running (or died without a word), completed, failed or cancelled.';
comment on column runs.started_at is 'When the run started (UTC).';
comment on column runs.finished_at is 'When the run ended (UTC); null while it runs, or when it died.';
comment on column runs.command is 'What was asked for, in the words of the command line or of the deployment.';
comment on column runs.skipped_count is 'Documents that the ruleset had coded before and that were therefore left alone.';
comment on column runs.document_count is 'Documents coded and committed by the run.';
comment on column runs.sentence_count is 'Sentences of those documents.';
comment on column runs.event_count is 'Events of those documents, of every polarity and modality.';
comment on column runs.rejection_count is 'Rejections recorded by the run.';
comment on column runs.message is 'Why the run failed or was cancelled; null when all went well.';

create table documents (
    doc_id varchar primary key,
    ruleset_id varchar not null,
    run_id varchar not null,
    document_source varchar not null,
    origin varchar not null,
    record_id varchar,
    title varchar,
    publication_date date,
    publication_date_text varchar,
    publication_date_origin varchar,
    publisher varchar,
    url varchar,
    language_code varchar not null,
    text varchar not null,
    dropped_line_counts map(varchar, integer) not null
);
comment on table documents is 'One row per article that was coded: its cleaned text and what is known about it. The unit of replacement.';
comment on column documents.doc_id is 'Identity of the article: a hash over its source and its text, white space and case folded.';
comment on column documents.ruleset_id is 'The ruleset that coded the article (rulesets.ruleset_id).';
comment on column documents.run_id is 'The run that coded the article (runs.run_id).';
comment on column documents.document_source is 'The feed or collection the article belongs to; empty for loose files.';
comment on column documents.origin is 'Where the article was found: a path, a path with line, or a place in standard input.';
comment on column documents.record_id is 'The id the article had where it came from; null when it had none.';
comment on column documents.title is 'Headline; null when none was found. When present it is also the first line of text.';
comment on column documents.publication_date is 'Day of publication (the dateline); null when unknown.';
comment on column documents.publication_date_text is 'The words or the value the publication date was read from.';
comment on column documents.publication_date_origin is 'Where the publication date was read: record, front matter, html or text; null when unknown.';
comment on column documents.publisher is 'Who published the article; null when unknown.';
comment on column documents.url is 'Address of the article; null when unknown.';
comment on column documents.language_code is 'Language of the text (ISO 639-1).';
comment on column documents.text is 'The cleaned text, one paragraph a line. Every offset counts Unicode code points of it, from 0.';
comment on column documents.dropped_line_counts is 'Lines that cleaning removed, counted by reason.';

create table sentences (
    doc_id varchar not null,
    sentence_index integer not null check (sentence_index >= 0),
    paragraph_index integer not null check (paragraph_index >= 0),
    sentence_start integer not null check (sentence_start >= 0),
    sentence_end integer not null,
    sentence_text varchar not null,
    is_parsed boolean not null,
    check (sentence_end >= sentence_start)
);
comment on table sentences is 'One row per sentence of every coded article.';
comment on column sentences.doc_id is 'The article (documents.doc_id).';
comment on column sentences.sentence_index is 'Place of the sentence in its article, from 0.';
comment on column sentences.paragraph_index is 'Place of the sentence''s paragraph in its article, from 0.';
comment on column sentences.sentence_start is 'Offset of the first character in documents.text (code points).';
comment on column sentences.sentence_end is 'Offset after the last character in documents.text (code points).';
comment on column sentences.sentence_text is 'The sentence.';
comment on column sentences.is_parsed is 'False where screening found no actor with a possible trigger, so that nothing was parsed.';

create table events (
    event_id varchar not null,
    doc_id varchar not null,
    sentence_index integer not null,
    event_date_start date,
    event_date_end date,
    date_granularity date_granularity,
    date_text varchar,
    date_basis date_basis not null,
    date_modifier varchar,
    date_reason varchar not null,
    source_code varchar,
    source_country_code varchar,
    source_roles varchar[],
    source_name varchar,
    source_text varchar,
    source_start integer,
    source_end integer,
    source_resolved_by actor_resolution,
    source_confidence double check (source_confidence between 0 and 1),
    target_code varchar,
    target_country_code varchar,
    target_roles varchar[],
    target_name varchar,
    target_text varchar,
    target_start integer,
    target_end integer,
    target_resolved_by actor_resolution,
    target_confidence double check (target_confidence between 0 and 1),
    cameo_code varchar not null,
    root_code varchar not null check (regexp_full_match(root_code, '[0-9]{2}')),
    quad_class utinyint not null check (quad_class between 1 and 4),
    goldstein_score double not null check (goldstein_score between -10 and 10),
    plover_event varchar,
    plover_mode varchar,
    plover_contexts varchar[] not null,
    trigger_text varchar not null,
    trigger_start integer not null,
    trigger_end integer not null,
    evidence_text varchar not null,
    evidence_start integer not null,
    evidence_end integer not null,
    place_name varchar,
    place_country_code varchar,
    place_latitude double check (place_latitude between -90 and 90),
    place_longitude double check (place_longitude between -180 and 180),
    polarity polarity not null,
    modality modality not null,
    asserted_by_code varchar,
    asserted_by_text varchar,
    confidence double not null check (confidence between 0 and 1),
    rule varchar not null,
    ruleset_id varchar not null,
    check (starts_with(cameo_code, root_code)),
    check (event_date_end >= event_date_start)
);
comment on table events is 'One row per event that a sentence tells: who did what to whom, when, and on whose word. Every polarity and modality is here; the view default_events shows what is told as fact.';
comment on column events.event_id is 'Identity of the event: a hash over article, sentence, trigger, source, target and code.';
comment on column events.doc_id is 'The article that tells the event (documents.doc_id).';
comment on column events.sentence_index is 'The sentence that tells it (sentences.sentence_index in the same article).';
comment on column events.event_date_start is 'First day on which the event can have happened; null when unknown.';
comment on column events.event_date_end is 'Last day on which the event can have happened, inclusive; null when unknown.';
comment on column events.date_granularity is 'How exact the date is: time, day, week, weekend, month, quarter, half, season, year, decade, century or range; null when unknown.';
comment on column events.date_text is 'The words the date was read from; null when it rests on the dateline or is unknown.';
comment on column events.date_basis is 'What the date rests on: expression (the text says when), dateline (only the day of publication) or unknown.';
comment on column events.date_modifier is 'What limits the date: early, mid, late, before, after, approx; null when nothing does.';
comment on column events.date_reason is 'How the date was resolved, in a few words.';
comment on column events.source_code is 'CAMEO actor code of who acts: country or international organisation, then roles, for example RUSGOV; null when nobody is named.';
comment on column events.source_country_code is 'Country part of source_code (ISO 3166-1 alpha-3, or IGO, NGO, MNC, IMG …); null when no country is known.';
comment on column events.source_roles is 'Role and group parts of source_code, in order.';
comment on column events.source_name is 'Name of the actor as the actor files have it.';
comment on column events.source_text is 'The words of the mention.';
comment on column events.source_start is 'Offset of the mention in documents.text (code points).';
comment on column events.source_end is 'Offset after the mention in documents.text (code points).';
comment on column events.source_resolved_by is 'How the mention got its code: name, composition (nationality and role), document (the article says it elsewhere) or reference (a pronoun or description).';
comment on column events.source_confidence is 'How sure the coder is of the actor, 0 to 1.';
comment on column events.target_code is 'CAMEO actor code of whom the action is directed at; null when nobody is.';
comment on column events.target_country_code is 'Country part of target_code (ISO 3166-1 alpha-3, or IGO, NGO, MNC, IMG …); null when no country is known.';
comment on column events.target_roles is 'Role and group parts of target_code, in order.';
comment on column events.target_name is 'Name of the actor as the actor files have it.';
comment on column events.target_text is 'The words of the mention.';
comment on column events.target_start is 'Offset of the mention in documents.text (code points).';
comment on column events.target_end is 'Offset after the mention in documents.text (code points).';
comment on column events.target_resolved_by is 'How the mention got its code: name, composition, document or reference, as for the source.';
comment on column events.target_confidence is 'How sure the coder is of the actor, 0 to 1.';
comment on column events.cameo_code is 'CAMEO event code (2 to 4 digits, a string: 010 is not 10).';
comment on column events.root_code is 'First two digits of cameo_code, 01 to 20.';
comment on column events.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict (CAMEO: roots 01–05, 06–08, 09–13, 14–20).';
comment on column events.goldstein_score is 'Goldstein score of cameo_code, −10 (most conflictual) to +10 (most cooperative); the codes table says which variant.';
comment on column events.plover_event is 'PLOVER event type that corresponds to cameo_code; null for roots 01 and 02, which PLOVER dropped.';
comment on column events.plover_mode is 'PLOVER mode; null when the type has none.';
comment on column events.plover_contexts is 'PLOVER contexts of the event; empty when none.';
comment on column events.trigger_text is 'The words that made the event.';
comment on column events.trigger_start is 'Offset of the trigger in documents.text (code points).';
comment on column events.trigger_end is 'Offset after the trigger in documents.text (code points).';
comment on column events.evidence_text is 'The clause that tells the event.';
comment on column events.evidence_start is 'Offset of the clause in documents.text (code points).';
comment on column events.evidence_end is 'Offset after the clause in documents.text (code points).';
comment on column events.place_name is 'Where it happened; null when the text does not say.';
comment on column events.place_country_code is 'Country of the place (ISO 3166-1 alpha-3); null when unknown.';
comment on column events.place_latitude is 'Latitude of the place in decimal degrees (WGS 84); null when unknown.';
comment on column events.place_longitude is 'Longitude of the place in decimal degrees (WGS 84); null when unknown.';
comment on column events.polarity is 'affirmed, or negated (the text says that it did not happen).';
comment on column events.modality is 'actual (done), ongoing, future (planned or announced), conditional or hypothetical.';
comment on column events.asserted_by_code is 'Actor code of who vouches for the event; null when the text itself reports it, or the speaker has no code.';
comment on column events.asserted_by_text is 'The words that name who vouches for the event; null when the text itself reports it.';
comment on column events.confidence is 'How sure the coder is of the event, 0 to 1.';
comment on column events.rule is 'The rule that made the event, as file/frame of config/actions.';
comment on column events.ruleset_id is 'The ruleset that coded the event (rulesets.ruleset_id).';

create table rejections (
    rejection_id varchar primary key,
    first_run_id varchar not null,
    last_run_id varchar not null,
    document_source varchar not null,
    origin varchar not null,
    record_id varchar,
    doc_id varchar,
    stage rejection_stage not null,
    reason varchar not null,
    detail varchar not null
);
comment on table rejections is 'One row per input that could not be used, with the reason; it goes when the same input is coded after all.';
comment on column rejections.rejection_id is 'Identity of the input: a hash over its source, origin and record id; seen again, the row is replaced, not doubled.';
comment on column rejections.first_run_id is 'The run that first rejected the input (runs.run_id).';
comment on column rejections.last_run_id is 'The run that last rejected the input (runs.run_id).';
comment on column rejections.document_source is 'The feed or collection the input belongs to; empty for loose files.';
comment on column rejections.origin is 'Where the input was found: a path, a path with line, or a place in standard input.';
comment on column rejections.record_id is 'The id the input had where it came from; null when it had none.';
comment on column rejections.doc_id is 'Identity of the article where one could be made; null otherwise.';
comment on column rejections.stage is 'Where it failed: read, clean, code or load.';
comment on column rejections.reason is 'Why, as a short phrase to group by.';
comment on column rejections.detail is 'Why, as a message for people, with file and line.';

create table codes (
    cameo_code varchar primary key,
    root_code varchar not null check (regexp_full_match(root_code, '[0-9]{2}')),
    level code_level not null,
    title varchar not null,
    definition varchar,
    quad_class utinyint not null check (quad_class between 1 and 4),
    quad_class_gdelt utinyint check (quad_class_gdelt between 1 and 4),
    quad_class_phoenix utinyint check (quad_class_phoenix between 0 and 4),
    goldstein_score double check (goldstein_score between -10 and 10),
    goldstein_score_gdelt double check (goldstein_score_gdelt between -10 and 10),
    goldstein_score_icews double check (goldstein_score_icews between -10 and 10),
    goldstein_score_phoenix double check (goldstein_score_phoenix between -10 and 10),
    plover_event varchar,
    plover_mode varchar,
    plover_contexts varchar[],
    check (starts_with(cameo_code, root_code))
);
comment on table codes is 'The codebook: one row per CAMEO event code, with the variants that existing data sets use.';
comment on column codes.cameo_code is 'CAMEO event code (2 to 4 digits, a string: 010 is not 10).';
comment on column codes.root_code is 'First two digits of cameo_code, 01 to 20.';
comment on column codes.level is 'root (two digits), base (three) or sub (four).';
comment on column codes.title is 'Short title of the code.';
comment on column codes.definition is 'What the code covers, in a sentence; null where the title says it.';
comment on column codes.quad_class is 'Quad class by CAMEO: roots 01–05 are 1, 06–08 are 2, 09–13 are 3, 14–20 are 4. The one that events carry.';
comment on column codes.quad_class_gdelt is 'Quad class as GDELT''s rows carry it: root 09 is 2 and root 14 is 3.';
comment on column codes.quad_class_phoenix is 'Quad class of the Phoenix pipeline: 0 for roots 01 and 02, root 16 is 3.';
comment on column codes.goldstein_score is 'Goldstein score that events carry (−10 to +10).';
comment on column codes.goldstein_score_gdelt is 'Goldstein score by GDELT''s table.';
comment on column codes.goldstein_score_icews is 'Goldstein score (intensity) by ICEWS''s table.';
comment on column codes.goldstein_score_phoenix is 'Goldstein score by the CAMEO scale that Phoenix uses.';
comment on column codes.plover_event is 'PLOVER event type; null for roots 01 and 02, which PLOVER dropped.';
comment on column codes.plover_mode is 'PLOVER mode; null when none.';
comment on column codes.plover_contexts is 'PLOVER contexts that the code itself implies; null or empty when none.';

create table actors (
    actor_name varchar not null,
    actor_code varchar not null,
    country_code varchar,
    kind varchar,
    aliases varchar[],
    valid_from_date date,
    valid_until_date date,
    origin varchar,
    check (valid_until_date >= valid_from_date)
);
comment on table actors is 'The actor files: one row per actor and office, with the time for which its code holds.';
comment on column actors.actor_name is 'Name of the actor as events carry it.';
comment on column actors.actor_code is 'CAMEO actor code of the actor in that time.';
comment on column actors.country_code is 'Country part of actor_code (countries.country_code); null when none.';
comment on column actors.kind is 'What sort of actor it is, as the actor files say: person, organisation, country …';
comment on column actors.aliases is 'Other names it goes by.';
comment on column actors.valid_from_date is 'First day of the office; null when it always held.';
comment on column actors.valid_until_date is 'Last day of the office, inclusive; null when it still holds.';
comment on column actors.origin is 'File and line of the actor files.';

create table countries (
    country_code varchar primary key,
    country_name varchar not null,
    iso2_code varchar,
    iso3_code varchar,
    cow_code varchar,
    cow_number usmallint,
    fips_code varchar,
    demonyms varchar[],
    capital_name varchar,
    is_special boolean not null default false
);
comment on table countries is 'Countries and the special codes that stand where a country stands, with the codes that other data sets use.';
comment on column countries.country_code is 'The code that actor codes begin with: ISO 3166-1 alpha-3, or a special one (KSV, IGO …).';
comment on column countries.country_name is 'Short English name.';
comment on column countries.iso2_code is 'ISO 3166-1 alpha-2; null where there is none.';
comment on column countries.iso3_code is 'ISO 3166-1 alpha-3; null where there is none.';
comment on column countries.cow_code is 'Correlates of War country abbreviation; null where there is none.';
comment on column countries.cow_number is 'Correlates of War country number; null where there is none.';
comment on column countries.fips_code is 'FIPS 10-4 code, which GDELT uses for places; null where there is none.';
comment on column countries.demonyms is 'Words for its people and things, for example Russian.';
comment on column countries.capital_name is 'Capital or seat of government; null where there is none.';
comment on column countries.is_special is 'True for codes that are no country today: international, historical and regional ones.';

create table usage_warnings (
    warning varchar primary key,
    meaning varchar not null
);
comment on table usage_warnings is 'The closed list of warnings that comments of views and macros end with: what to mind when counting.';
comment on column usage_warnings.warning is 'The word that comments carry after "Warnings:".';
comment on column usage_warnings.meaning is 'What it means for whoever counts.';
insert into usage_warnings values
    ('dateline_dates', 'Events that are dated by the day of publication alone (date_basis is dateline) are included; filter on date_basis, or read the counts that tell them apart.'),
    ('undated_events', 'Undated events and those with a coarse date (a month, a year) are included unless since or until are given.'),
    ('undated_row', 'Events that do not lie in one period, or are undated, are counted in a row with a null period.'),
    ('undated_left_out', 'Events without a single day are left out.'),
    ('repeated_stories', 'A story that several articles tell counts once per article.'),
    ('attributed_events', 'Events that the article only reports on somebody''s word (asserted_by_text is not null) count like those it reports itself.'),
    ('every_modality', 'Negated, planned, conditional and hypothetical events are included; filter on polarity and modality.');
