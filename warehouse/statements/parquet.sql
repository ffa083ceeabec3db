-- name: read
select * from read_parquet($path);
