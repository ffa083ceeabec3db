-- name: without
select wanted.doc_id
from (select unnest($doc_ids::varchar[]) as doc_id) wanted
anti join stories using (doc_id);

-- name: pairs
-- Near-duplicates among the fresh articles and between them and all others that appeared in the same week.  Of the 64
-- smallest hashes of both together, at least half must be in each (bottom-k estimate of the Jaccard similarity).  Only
-- those that share one of their 16 smallest are compared: of the pairs at the threshold 1 in 65,000 shares none.
with days as (
    select unnest($days::date[]) as publication_date
),
-- Here and below by equality of days, so that the scan reads only the sketches of theirs.
fresh as (
    select doc_id, sketch, publication_date
    from stories
    semi join (select unnest($doc_ids::varchar[]) as doc_id) using (doc_id)
    semi join days using (publication_date)
    where len(sketch) > 0
    union all
    select doc_id, sketch, publication_date
    from stories
    semi join (select unnest($doc_ids::varchar[]) as doc_id) using (doc_id)
    where publication_date is null and len(sketch) > 0
),
week as ({week}),
fresh_hashes as (
    select doc_id, publication_date, unnest(sketch[:16]) as hash from fresh
),
week_hashes as (
    from (select doc_id, publication_date, sketch[1] as first_hash, unnest(sketch[:16]) as hash from week)
    semi join fresh_hashes using (hash)
),
-- Words that many different texts share are boilerplate: comparing all who have them would take for ever.  Copies of
-- one text do not make its words common, they mostly begin their sketch alike.
telling as (
    select hash from week_hashes group by hash having count(distinct first_hash) <= 50
),
candidates as (
    select distinct f.doc_id, w.doc_id as other_doc_id
    from fresh_hashes f
    semi join telling using (hash)
    join week_hashes w using (hash)
    where f.doc_id <> w.doc_id
      -- Here and not at the end, lest a chunk of many days be compared with all that appeared in any of them.
      and (f.publication_date is null or w.publication_date is null or abs(f.publication_date - w.publication_date) <= 7)
)
select c.doc_id, c.other_doc_id
from candidates c
join fresh a on a.doc_id = c.doc_id
join week b on b.doc_id = c.other_doc_id
where likeness(a.sketch, b.sketch) >= 0.5
order by all;

-- name: same_week
select doc_id, sketch, publication_date
from stories
semi join (
    select distinct unnest(generate_series(publication_date - 7, publication_date + 7, interval 1 day))::date as publication_date
    from days
) using (publication_date)
where len(sketch) > 0
union all
select doc_id, sketch, publication_date
from stories
where publication_date is null and len(sketch) > 0

-- name: any_week
-- Undated articles may be of any week.
select doc_id, sketch, publication_date
from stories
where len(sketch) > 0

-- name: date
-- An article that is coded again may have been given another date.
update stories set publication_date = documents.publication_date
from documents
where documents.doc_id = stories.doc_id
  and documents.doc_id in (select unnest($doc_ids::varchar[]))
  and documents.publication_date is distinct from stories.publication_date;

-- name: of
select doc_id, story_id from stories where doc_id in (select unnest($doc_ids::varchar[]));

-- name: leave
delete from stories where doc_id in (select unnest($doc_ids::varchar[]));

-- name: rename
-- A story that lost its smallest article is named after the next one.
update stories set story_id = named.first_doc_id
from (select story_id as old_story_id, min(doc_id) as first_doc_id from stories group by story_id) named
where stories.story_id = named.old_story_id and named.first_doc_id <> named.old_story_id;

-- name: join
update stories set story_id = $story_id where story_id in (select unnest($story_ids::varchar[]));
