-- name: read
select * from read_parquet($path);

-- name: stage
copy (
    select
        unnest(range(len($kinds::varchar[]))) as position,
        unnest($kinds::varchar[]) as kind,
        unnest($doc_ids::varchar[]) as doc_id,
        unnest($records::varchar[]) as record
) to {path} (format parquet, compression zstd);

-- name: staged
select kind, doc_id, record from read_parquet($path) order by position;
