-- name: relations
select table_name as name, 'table' as kind, comment
from duckdb_tables()
where schema_name = 'main' and not internal
union all
select view_name, 'view', comment
from duckdb_views()
where schema_name = 'main' and not internal
order by kind, name;

-- name: columns
select column_name, data_type, is_nullable, comment
from duckdb_columns()
where schema_name = 'main' and table_name = $name
order by column_index;

-- name: macros
select function_name, function_type, parameters, comment
from duckdb_functions()
where not internal
order by function_type desc, function_name;

-- name: warnings
select warning, meaning from usage_warnings order by warning;
