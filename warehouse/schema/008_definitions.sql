-- Every code has a definition.
comment on column codes.definition is 'What the code covers and what it does not, in words of our own.';
