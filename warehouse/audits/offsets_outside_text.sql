-- description: Spans of events that do not lie inside their article's text.
select event_id, span, span_start, span_end, length(text) as text_length
from (
    from events select doc_id, event_id, 'source' as span, source_start as span_start, source_end as span_end
    union all
    from events select doc_id, event_id, 'target', target_start, target_end
    union all
    from events select doc_id, event_id, 'trigger', trigger_start, trigger_end
    union all
    from events select doc_id, event_id, 'evidence', evidence_start, evidence_end
    union all
    from events select doc_id, event_id, 'date', date_text_start, date_text_end
)
join documents using (doc_id)
where span_start < 0 or span_end <= span_start or span_end > length(text)
order by event_id, span;
