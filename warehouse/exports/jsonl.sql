-- description: Every column of default_events as JSON Lines.
-- header: no
-- null:
-- goldstein: that of the events
-- quad: CAMEO
-- undated: yes
select * from ({events}) order by event_date_start nulls last, doc_id, sentence_index, event_id
