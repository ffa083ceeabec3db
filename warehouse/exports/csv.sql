-- description: Every column of default_events as comma-separated values with a header; lists as [a, b].
-- header: yes
-- null:
-- goldstein: that of the events
-- quad: CAMEO
-- undated: yes
select * from ({events}) order by event_date_start nulls last, doc_id, sentence_index, event_id
