-- A draft of the risk method may be discarded; no later state may.
create function keep_decided_methods() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'draft' then
    raise exception 'only a draft of the risk method can be discarded' using errcode = '42501';
  end if;
  return old;
end $$;
--> statement-breakpoint
revoke all on function keep_decided_methods() from public;
--> statement-breakpoint
create trigger risk_methods_stay before delete on risk_methods
  for each row execute function keep_decided_methods();
--> statement-breakpoint
grant delete on risk_methods to carryover_app;
