-- name: checkpoint
checkpoint;

-- name: current
select current_database();

-- name: copy
copy from database {old} to compacted;

-- name: tables
select table_name from duckdb_tables() where database_name = current_database() and not internal order by table_name;

-- name: differing
select abs((select count(*) from {old}.{table}) - (select count(*) from compacted.{table}));

-- name: detach
detach compacted;
