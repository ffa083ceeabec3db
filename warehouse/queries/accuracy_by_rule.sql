-- description: Share of right events among those that analysts judged, by rule.
from accuracy_by_rule();
