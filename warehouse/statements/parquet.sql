-- name: read
select * from read_parquet($path);

-- name: stage
-- Readers take rows in file order, and one thread writes them in the order given; position is for people who look.
copy (
    select
        unnest(range(len($kinds::varchar[]))) as position,
        unnest($kinds::varchar[]) as kind,
        unnest($doc_ids::varchar[]) as doc_id,
        unnest($records::varchar[]) as record
) to {path} (format parquet, compression zstd);
