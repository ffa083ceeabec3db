-- Which earlier event of its article an event tells again.
alter table events add column same_as_event_id varchar;
comment on column events.same_as_event_id is 'Where the article told the same event before: the event_id of that first telling. Null for a first telling, and for events from before this column.';
alter table past_events add column same_as_event_id varchar;
insert into usage_warnings values
    ('first_tellings', 'An event that an article tells again further on counts once, with the date, actors and code of its first telling; articles coded before the schema kept same_as_event_id count every telling.'),
    ('every_telling', 'An event that an article tells again further on counts once per telling; filter on same_as_event_id is null.');
