"""Actions: frames as data, matched on the dependency tree, composed to CAMEO codes and bound to actors."""
