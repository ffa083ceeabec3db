-- name: attach
attach {file} as source (read_only);

-- name: use_attached
use source;

-- name: allow_files
set allowed_paths = {files};

-- name: define_files
create temp view files as from read_parquet({files}, union_by_name = true);

-- name: lock
-- What the query can reach from here on is what was opened above.
set enable_external_access = false;
set lock_configuration = true;

-- name: column_type
select column_type from (describe {query}) where lower(column_name) = lower({name});

-- name: after
select * from ({query}) where {column} is not null and ($after::varchar is null or {column} > cast($after as {type}))
order by {column};
