-- description: Events said to repeat an event that their article does not have, that is itself a repeat, or that has another polarity.
select repeats.event_id, repeats.doc_id, repeats.same_as_event_id
from events repeats
left join events firsts on firsts.event_id = repeats.same_as_event_id and firsts.doc_id = repeats.doc_id
where repeats.same_as_event_id is not null
  and (firsts.event_id is null or firsts.same_as_event_id is not null or firsts.polarity <> repeats.polarity)
order by repeats.event_id;
