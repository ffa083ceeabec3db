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

-- name: layout_count
select count(*) from ({rows});

-- name: layout_unknown_codes
select distinct cameo_code from ({rows}) anti join codes using (cameo_code) order by cameo_code;

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
