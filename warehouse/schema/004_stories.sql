-- Which articles tell one story: near-duplicates, found while loading, also across runs.
create table stories (
    doc_id varchar primary key,
    story_id varchar not null,
    sketch uinteger[] not null
);
comment on table stories is 'One row per article: which articles are near-duplicates of one another (a news agency''s report in several papers). Nothing is deleted for it.';
comment on column stories.doc_id is 'The article (documents.doc_id).';
comment on column stories.story_id is 'The story: the smallest doc_id among the articles that are near-duplicates, directly or through others.';
comment on column stories.sketch is 'The 64 smallest hashes (CRC-32) of the article''s runs of five words; shared ones estimate how alike two articles are.';
