-- The two locks for the tables of 0021. Views of one's own are nothing for a room. A draft of the scope may be discarded; no later state may.
call protect_tenant_table('saved_views', 'select, insert, update, delete');
--> statement-breakpoint
call keep_out_of_rooms('saved_views');
--> statement-breakpoint
call protect_tenant_table('nonconformity_risks', 'select, insert, delete');
--> statement-breakpoint
create function keep_decided_scopes() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'draft' then
    raise exception 'only a draft of the scope can be discarded' using errcode = '42501';
  end if;
  return old;
end $$;
--> statement-breakpoint
revoke all on function keep_decided_scopes() from public;
--> statement-breakpoint
create trigger scope_statements_stay before delete on scope_statements
  for each row execute function keep_decided_scopes();
--> statement-breakpoint
grant delete on scope_statements to carryover_app;
