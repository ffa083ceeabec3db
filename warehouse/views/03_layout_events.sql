create or replace view layout_events as
select
    e.* exclude (language_code, character_count, paragraph_index),
    e.event_date_start as event_day,
    stable_number(e.event_id) as event_number,
    stable_number(concat_ws('|', e.event_date_start, coalesce(e.source_code, ''), coalesce(e.target_code, ''), e.cameo_code))
        as daily_event_number,
    stable_number(e.doc_id) as document_number,
    c.title as code_title,
    left(e.cameo_code, 3) as base_code,
    c.quad_class_gdelt,
    c.quad_class_phoenix,
    c.goldstein_score_gdelt,
    c.goldstein_score_icews,
    c.goldstein_score_phoenix,
    1 + coalesce(r.repeat_count, 0) as telling_count,
    list_transform(list_sort(list_distinct(list_prepend(e.sentence_index, r.sentence_indexes))), lambda place: e.doc_id || '_' || place)
        as sentence_ids,
    e.paragraph_index <= (e.title is not null)::integer as is_lead,
    e.character_count,
    e.language_code,
    list_contains(cameo_generics(), e.source_country_code) as source_is_generic,
    list_contains(cameo_generics(), e.target_country_code) as target_is_generic,
    source_country.country_name as source_country_name,
    source_country.cow_number as source_cow_number,
    target_country.country_name as target_country_name,
    target_country.cow_number as target_cow_number,
    place_country.country_name as place_country_name,
    place_country.fips_code as place_fips_code
from told_texts e
left join (
    select same_as_event_id as event_id, count(*) as repeat_count, list(sentence_index) as sentence_indexes
    from events
    where same_as_event_id is not null
    group by same_as_event_id
) r using (event_id)
left join codes c using (cameo_code)
left join countries source_country on source_country.country_code = e.source_country_code
left join countries target_country on target_country.country_code = e.target_country_code
left join countries place_country on place_country.country_code = e.place_country_code
where e.event_date_start = e.event_date_end;
comment on view layout_events is 'What the layouts of other data sets are made from: default events of a single day, with the codes and names that those use. Warnings: dateline_dates, undated_left_out, repeated_stories, attributed_events, first_tellings.';
comment on column layout_events.event_day is 'The day of the event.';
comment on column layout_events.event_number is 'A number for the event, always the same (60 bits of a hash of event_id).';
comment on column layout_events.daily_event_number is 'A number shared by all events of the same day, source, target and CAMEO code (60 bits of a hash).';
comment on column layout_events.document_number is 'A number for the article, always the same (60 bits of a hash of doc_id).';
comment on column layout_events.code_title is 'Title of the CAMEO code.';
comment on column layout_events.base_code is 'First three digits of cameo_code.';
comment on column layout_events.telling_count is 'How often the article tells the event.';
comment on column layout_events.sentence_ids is 'The sentences of the article that tell it, as doc_id_sentence_index.';
comment on column layout_events.is_lead is 'Whether the sentence stands in the headline or the first paragraph.';
comment on column layout_events.character_count is 'Length of the article in code points.';
comment on column layout_events.source_is_generic is 'Whether the source''s first code means an international actor (IGO, NGO, MNC …).';
comment on column layout_events.target_is_generic is 'Whether the target''s first code means an international actor (IGO, NGO, MNC …).';
comment on column layout_events.source_country_name is 'Country of the source; null when none.';
comment on column layout_events.source_cow_number is 'Correlates of War number of the source''s country; null when none.';
comment on column layout_events.target_country_name is 'Country of the target; null when none.';
comment on column layout_events.target_cow_number is 'Correlates of War number of the target''s country; null when none.';
comment on column layout_events.place_country_name is 'Country of the place; null when unknown.';
comment on column layout_events.place_fips_code is 'FIPS 10-4 code of the place''s country; null when unknown.';
