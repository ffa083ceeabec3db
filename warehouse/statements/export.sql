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
) to {directory} (format parquet, partition_by (event_year), compression zstd, row_group_size 122880);

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
