-- name: begin_reading
begin transaction read only;
