-- description: Every sentence in which its article tells an event, the first telling and those that repeat it.
-- parameter: event -- the event's event_id, or that of a later telling
-- example: event=0000000000000000
from tellings($event);
