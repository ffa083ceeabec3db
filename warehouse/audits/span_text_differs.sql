-- description: Spans of events whose words are not what the article has at their offsets.
select event_id, span, span_text, substring(text, span_start + 1, span_end - span_start) as text_there
from (
    from events select doc_id, event_id, 'source' as span, source_text as span_text, source_start as span_start, source_end as span_end
    union all
    from events select doc_id, event_id, 'target', target_text, target_start, target_end
    union all
    from events select doc_id, event_id, 'trigger', trigger_text, trigger_start, trigger_end
    union all
    from events select doc_id, event_id, 'evidence', evidence_text, evidence_start, evidence_end
    union all
    from events select doc_id, event_id, 'date', date_text, date_text_start, date_text_end
    where date_text_start is not null  -- events from before the offsets have none
)
join documents using (doc_id)
where span_text is distinct from substring(text, span_start + 1, span_end - span_start)
  and (span_text is not null or span_start is not null)
order by event_id, span;
