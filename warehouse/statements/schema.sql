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

-- name: uncommented_view_columns
-- Columns that a view passes through, with the comment of the table column of the same name.
select v.table_name, v.column_name, any_value(t.comment order by t.table_name <> 'events', t.table_name)
from duckdb_columns() v
join duckdb_views() on duckdb_views.view_name = v.table_name and duckdb_views.schema_name = v.schema_name and not duckdb_views.internal
join duckdb_columns() t on t.column_name = v.column_name and t.comment is not null
join duckdb_tables() on duckdb_tables.table_name = t.table_name and duckdb_tables.schema_name = t.schema_name
where v.comment is null and v.schema_name = 'main' and t.table_name in ('events', 'documents', 'sentences', 'codes')
group by all
order by all;

-- name: comment_view_column
comment on column {view}.{column} is {comment};
