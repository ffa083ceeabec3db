-- description: Events whose quad class or Goldstein score is not the codebook's.
select event_id, cameo_code, events.quad_class, codes.quad_class as codebook_quad_class,
    events.goldstein_score, codes.goldstein_score as codebook_goldstein_score
from events join codes using (cameo_code)
where events.quad_class <> codes.quad_class or events.goldstein_score is distinct from codes.goldstein_score
order by event_id;
