-- An actor code is asked for by its beginning: RUS is every Russian actor, RUSGOV the Russian government.
create or replace macro is_actor(code, wanted) as wanted is null or coalesce(starts_with(code, wanted), false);
comment on macro is_actor is 'Whether an actor code begins with the wanted one: RUS matches RUS, RUSGOV and RUSMIL. A null wanted matches all, unknown actors too.';
