-- Until autovacuum looks, up to a minute later, the planner takes a table for as small as it was before thousands of rows
-- came at once: pages then compare every row with every other. Only the tables' owner may count them anew.
create function analyze_written() returns void language plpgsql security definer
set search_path = pg_catalog set lock_timeout = '2s' as $$
declare
  written regclass;
begin
  for written in
    select relid from pg_stat_xact_user_tables where schemaname = 'public' and n_tup_ins + n_tup_upd >= 500
  loop
    begin
      execute format('analyze %s', written);
    exception when lock_not_available then
      -- Somebody else counts this table; autovacuum comes back to it.
      null;
    end;
  end loop;
end $$;
--> statement-breakpoint
revoke all on function analyze_written() from public;
--> statement-breakpoint
grant execute on function analyze_written() to carryover_app;
