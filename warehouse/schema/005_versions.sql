-- Versions of articles, and how far every source has been read.
--
-- A later migration that changes documents changes superseded_documents too.
alter table documents add column article_key varchar;
alter table documents add column input_digest varchar;
comment on column documents.article_key is 'What names the article within its source, whatever its text: its id, else its url, else its file ("id:…", "url:…", "file:…"). Null for loose files, and where nothing names it. A later article with the same key is its new version.';
comment on column documents.input_digest is 'Hash of the article as it came, before cleaning: the same input cleaned by other rules replaces what it was before. Null for articles from before this column.';
update documents set article_key = case when record_id is not null then 'id:' || record_id else 'url:' || url end
where document_source <> '' and (record_id is not null or url is not null);

create table superseded_documents as from documents limit 0;
alter table superseded_documents add column superseded_by varchar;
alter table superseded_documents add column superseded_run_id varchar;
alter table superseded_documents add column superseded_at timestamp;
comment on table superseded_documents is 'Earlier versions of articles, one row per version: what documents held until another text of the same article came, or the same text cleaned by other rules. Their events are in past_events.';
comment on column superseded_documents.doc_id is 'Identity of this version (documents.doc_id at that time).';
comment on column superseded_documents.ruleset_id is 'The ruleset that coded this version last (rulesets.ruleset_id).';
comment on column superseded_documents.run_id is 'The run that coded this version last (runs.run_id).';
comment on column superseded_documents.document_source is 'The source of the article.';
comment on column superseded_documents.origin is 'Where this version was found.';
comment on column superseded_documents.record_id is 'The id the article had where it came from; null when it had none.';
comment on column superseded_documents.title is 'Headline of this version; null when none was found.';
comment on column superseded_documents.publication_date is 'Day of publication of this version; null when unknown.';
comment on column superseded_documents.publication_date_text is 'The words or the value the publication date was read from.';
comment on column superseded_documents.publication_date_origin is 'Where the publication date was read: record, front matter, html or text; null when unknown.';
comment on column superseded_documents.publisher is 'Who published the article; null when unknown.';
comment on column superseded_documents.url is 'Address of the article; null when unknown.';
comment on column superseded_documents.language_code is 'Language of the text (ISO 639-1).';
comment on column superseded_documents.text is 'The cleaned text of this version. Offsets of its events in past_events point into it.';
comment on column superseded_documents.dropped_line_counts is 'Lines that cleaning removed, counted by reason.';
comment on column superseded_documents.article_key is 'What names the article within its source (documents.article_key).';
comment on column superseded_documents.input_digest is 'Hash of this version as it came, before cleaning.';
comment on column superseded_documents.superseded_by is 'The version that replaced this one (doc_id in documents, or here where it was replaced in its turn).';
comment on column superseded_documents.superseded_run_id is 'The run that loaded the newer version (runs.run_id).';
comment on column superseded_documents.superseded_at is 'When the newer version was loaded (UTC).';

create table sources (
    source_name varchar primary key,
    reader varchar not null,
    publisher varchar,
    language_code varchar,
    time_zone varchar,
    licence varchar,
    schedule varchar
);
comment on table sources is 'The sources that have been ingested here, as their file describes them. Addresses and credentials are not kept.';
comment on column sources.source_name is 'Name of the source (documents.document_source).';
comment on column sources.reader is 'How it is read: files or query.';
comment on column sources.publisher is 'Who publishes where an article does not say; null when not given.';
comment on column sources.language_code is 'Language of articles that do not say (ISO 639-1); null when not given.';
comment on column sources.time_zone is 'Time zone whose days are the days of publication (IANA name); null when not given.';
comment on column sources.licence is 'Under which terms the texts may be used, in the words of who configured it; null when not given.';
comment on column sources.schedule is 'When it is read: a cron line or an interval; null when only by hand.';

create table source_marks (
    source_name varchar not null,
    item varchar not null,
    mark varchar not null,
    run_id varchar not null,
    marked_at timestamp not null,
    primary key (source_name, item)
);
comment on table source_marks is 'How far every source has been read: one row per file or query, written in the transaction that loads what it covers. Delete rows to have them read again.';
comment on column source_marks.source_name is 'The source (sources.source_name).';
comment on column source_marks.item is 'What was read: a file, or the query.';
comment on column source_marks.mark is 'The state in which it was read: size and time of a file, the last value of a query''s cursor column.';
comment on column source_marks.run_id is 'The run that read it last (runs.run_id).';
comment on column source_marks.marked_at is 'When it was last found in this state or changed to it (UTC).';
