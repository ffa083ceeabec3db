"""What an analyst edits: codebook, actors, actions, cues, places, pipeline settings.  Data only."""
