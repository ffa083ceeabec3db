-- name: create_history
create table if not exists schema_migrations (
    version integer primary key,
    name varchar not null,
    applied_at timestamp not null
);
comment on table schema_migrations is 'The migrations this database has been through.';
comment on column schema_migrations.version is 'Number of the migration; they are applied in order and never undone.';
comment on column schema_migrations.name is 'File name of the migration.';
comment on column schema_migrations.applied_at is 'When it was applied (UTC).';
create table if not exists schema_definitions (
    digest varchar not null,
    applied_at timestamp not null
);
comment on table schema_definitions is 'Which views and macros this database holds; one row.';
comment on column schema_definitions.digest is 'Hash over the files of views and macros.';
comment on column schema_definitions.applied_at is 'When they were last written (UTC).';

-- name: attach
-- Every checkpoint rewrites the row group that a table ends with: with DuckDB's own 122,880 rows that would be hundreds
-- of megabytes of articles, and as much memory.
attach {path} as {name} (type duckdb, row_group_size 4096, {mode});

-- name: new
read_write, storage_version 'v1.5.0'

-- name: use
use warehouse;
-- A slow statement draws no bar into what a command prints.
set enable_progress_bar = false;

-- name: has_history
select count(*) from duckdb_tables() where schema_name = 'main' and table_name = 'schema_migrations';

-- name: is_foreign
select count(*) from duckdb_tables() where schema_name = 'main' and table_name not in ('schema_migrations', 'schema_definitions');

-- name: version
select coalesce(max(version), 0) from schema_migrations;

-- name: definitions_digest
select max(digest) from schema_definitions;

-- name: record_migration
insert into schema_migrations values ($version, $name, $applied_at);

-- name: forget_definitions
delete from schema_definitions;

-- name: record_definitions
insert into schema_definitions values ($digest, $applied_at);

-- name: uncommented_columns
-- Columns that a view passes through, or that a table keeps from another, with the comment of the column they come from.
select bare.table_name, bare.column_name, any_value(origin.comment order by origin.place)
from duckdb_columns() bare
join (
    select column_name, comment, list_position(['events', 'documents', 'sentences', 'codes', 'corrections', 'default_events', 'dyads_daily'], table_name) as place
    from duckdb_columns()
    where comment is not null
) origin on origin.column_name = bare.column_name and origin.place is not null
where bare.comment is null and bare.schema_name = 'main' and not bare.internal
group by all
order by all;

-- name: comment_column
comment on column {table}.{column} is {comment};

-- name: checkpoint
checkpoint;
