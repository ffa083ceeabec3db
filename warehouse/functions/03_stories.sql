create or replace macro likeness(a, b) as (
    len(list_filter(
        list_sort(list_distinct(list_concat(a, b)))[:64],
        lambda hash: list_contains(a, hash) and list_contains(b, hash)
    )) / len(list_sort(list_distinct(list_concat(a, b)))[:64])
);
comment on macro likeness is 'How alike two articles are by their sketches, 0 to 1: estimated share of their runs of five words that both have.';

-- Dated events are one when day, actors and code are the same; undated ones only within one story.
create or replace macro event_cluster(first_day, last_day, story, source, target, code) as
    left(md5(concat_ws('|', coalesce(first_day::varchar, story), coalesce(last_day::varchar, ''), coalesce(source, ''),
        coalesce(target, ''), code)), 16);
comment on macro event_cluster is 'Identity of an event across articles: same days, source, target and CAMEO code; undated events are one only within a story.';
