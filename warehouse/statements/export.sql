-- name: since
event_date_end >= date {day}

-- name: until
event_date_start <= date {day}

-- name: rows
-- What an export holds; {filter} is a condition over these columns.  Events without a day keep together.
select * from (
    select
        e.*,
        d.publication_date,
        d.title,
        d.publisher,
        d.url,
        d.document_source,
        d.origin,
        s.sentence_text,
        coalesce(t.story_id, e.doc_id) as story_id,
        coalesce(year(e.event_date_start)::varchar, 'unknown') as event_year
    from events e
    join documents d using (doc_id)
    left join sentences s using (doc_id, sentence_index)
    left join stories t using (doc_id)
)
where ({filter})

-- name: write
copy (
    {rows}
    order by event_date_start nulls last, doc_id, sentence_index, event_id
) to {directory} (format parquet, partition_by (event_year), compression zstd, row_group_size 122880, kv_metadata {metadata});

-- name: count
select event_year, count(*) from ({rows}) group by event_year order by event_year;

-- name: layout_rows
select * from {view} where ({filter})

-- name: layout_days
-- One row per day, actors and code: its first event in order of publication, and what all of them count together.
select
    each.* exclude (sentence_ids),
    mention_count,
    publisher_count,
    article_count,
    all_days.sentence_ids,
    urls,
    publishers
from (
    select
        daily_event_number,
        sum(telling_count)::bigint as mention_count,
        count(distinct coalesce(publisher, document_source)) as publisher_count,
        count(distinct doc_id) as article_count,
        flatten(list(sentence_ids order by doc_id, sentence_index, event_id)) as sentence_ids,
        list(distinct coalesce(url, '') order by coalesce(url, '')) as urls,
        list(distinct one_line(coalesce(publisher, document_source)) order by one_line(coalesce(publisher, document_source)))
            as publishers,
        arg_min(event_id, (coalesce(publication_date, date '9999-12-31'), doc_id, sentence_index, event_id)) as event_id
    from ({events})
    group by daily_event_number
) all_days
join ({events}) each using (daily_event_number, event_id)

-- name: layout_counts
-- The chosen events by code, those of a single day among them, and whether the codebook has the code.
select cameo_code, count(*), count(*) filter (where event_date_start = event_date_end), bool_or(codes.cameo_code is not null)
from ({rows}) left join codes using (cameo_code)
group by cameo_code
order by cameo_code;

-- name: memory
select current_setting('memory_limit'), current_setting('threads');

-- name: bound_memory
set memory_limit = {memory};

-- name: join_as_written
-- DuckDB takes told_events for a hundredth of what they are, and would make its hash tables of these wide rows, one join
-- after the other, where the views name the smaller side second.
set disabled_optimizers = 'build_side_probe_side';

-- name: join_as_estimated
reset disabled_optimizers;

-- name: stage_days
-- What the rows of layouts by day are made from, in order of the days; every column more is carried through the sort.
copy (
    select
        event_day, daily_event_number, event_id, doc_id, sentence_index, sentence_ids, is_lead, telling_count,
        publication_date, publisher, document_source, url, trigger_text,
        columns('source_(code|country_code|roles|name|text|is_generic)'),
        columns('target_(code|country_code|roles|name|text|is_generic)'),
        cameo_code, base_code, root_code, columns('(quad_class|goldstein_score)_(gdelt|phoenix)'),
        place_name, place_country_code, place_latitude, place_longitude, place_country_name, place_fips_code
    from ({events})
    order by event_day
) to {file} (format parquet);

-- name: staged_days
select event_day, count(*) from read_parquet({file}) group by event_day order by event_day;

-- name: staged_piece
select * from read_parquet({file}) where event_day between date {first} and date {last}

-- name: count_written
set variable written = {rows};

-- name: write_tsv
copy ({rows}) to {file} (format csv, delimiter '\t', header {header}, quote '', escape '', nullstr {null});

-- name: write_csv
copy ({rows}) to {file} (format csv, header true);

-- name: write_jsonl
copy ({rows}) to {file} (format json);

-- name: write_codebook
copy (from codes order by cameo_code) to {file} (format csv, header true);

-- name: write_columns
-- What the columns mean; those that no table has are explained here.
copy (
    select column_name, data_type, coalesce(comment, case column_name
        when 'event_year' then 'Year of event_date_start, the name of the folder; unknown for undated events.'
        when 'story_id' then 'The story that the article tells; articles that are near-duplicates share it.'
    end) as meaning
    from (select column_name, column_type as data_type, row_number() over () as place from (describe {rows}))
    left join (
        select column_name, any_value(comment order by list_position(['events', 'documents', 'sentences'], table_name)) as comment
        from duckdb_columns()
        where table_name in ('events', 'documents', 'sentences')
        group by column_name
    ) using (column_name)
    order by place
) to {file} (format csv, header true);
