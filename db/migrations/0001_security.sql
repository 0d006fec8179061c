-- Row-level security, grants and the append-only activity log. Runs as carryover_owner.
revoke all on schema public from public;
--> statement-breakpoint
grant usage on schema public to carryover_app, carryover_auth, carryover_room, carryover_audit, carryover_jobs;
--> statement-breakpoint
create function app_workspace() returns uuid language sql stable parallel safe
  set search_path = pg_catalog
  as $$ select nullif(current_setting('app.workspace_id', true), '')::uuid $$;
--> statement-breakpoint
revoke all on function app_workspace() from public;
--> statement-breakpoint
grant execute on function app_workspace() to carryover_app, carryover_auth, carryover_room, carryover_audit, carryover_jobs;
--> statement-breakpoint
-- Puts one tenant table behind the two locks. Every migration that adds a tenant table calls it.
create procedure protect_tenant_table(target regclass, verbs text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s for all to carryover_app using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', target);
  execute format('revoke all on %s from public', target);
  execute format('grant %s on %s to carryover_app', verbs, target);
end $$;
--> statement-breakpoint
revoke all on procedure protect_tenant_table(regclass, text) from public;
--> statement-breakpoint
call protect_tenant_table('memberships', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('invitations', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('programmes', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('counters', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('idempotency_keys', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('readiness_snapshots', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('requirements', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('soa_rows', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('soa_reasons', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('crosswalk_overrides', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('evidence_items', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('artifacts', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('evidence_links', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('link_dismissals', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('import_runs', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('import_lines', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('nonconformities', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('nonconformity_requirements', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('nonconformity_evidence', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('nonconformity_steps', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('actions', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('comments', 'select, insert');
--> statement-breakpoint
-- The two lookups that happen before a workspace is known.
create policy lookup on memberships for select to carryover_auth using (true);
--> statement-breakpoint
create policy lookup on invitations for select to carryover_auth using (true);
--> statement-breakpoint
grant select on memberships, invitations to carryover_auth;
--> statement-breakpoint
alter table workspaces enable row level security;
--> statement-breakpoint
alter table workspaces force row level security;
--> statement-breakpoint
create policy tenant on workspaces for all to carryover_app using (id = (select app_workspace())) with check (id = (select app_workspace()));
--> statement-breakpoint
create policy lookup on workspaces for select to carryover_auth using (true);
--> statement-breakpoint
revoke all on workspaces from public;
--> statement-breakpoint
grant select, insert, update on workspaces to carryover_app;
--> statement-breakpoint
grant select on workspaces to carryover_auth;
--> statement-breakpoint
-- Names of people: the application sees those who are or were members of the workspace at hand, and no credentials at all.
alter table users enable row level security;
--> statement-breakpoint
alter table users force row level security;
--> statement-breakpoint
create policy own_people on users for select to carryover_app using (
  exists (select 1 from memberships m where m.user_id = users.id and m.workspace_id = (select app_workspace()))
);
--> statement-breakpoint
create policy accounts on users for all to carryover_auth using (true) with check (true);
--> statement-breakpoint
revoke all on users, credentials, sessions, one_time_tokens, rate_limits from public;
--> statement-breakpoint
grant select (id, name, email, time_zone) on users to carryover_app;
--> statement-breakpoint
grant select, insert, update on users, credentials, one_time_tokens to carryover_auth;
--> statement-breakpoint
grant select, insert, update, delete on sessions, rate_limits to carryover_auth;
--> statement-breakpoint
grant delete on one_time_tokens to carryover_auth;
--> statement-breakpoint
alter table rate_limits set unlogged;
--> statement-breakpoint
-- The activity log: readable by the application, writable through activity_append only.
alter table activity enable row level security;
--> statement-breakpoint
alter table activity force row level security;
--> statement-breakpoint
alter table activity_heads enable row level security;
--> statement-breakpoint
alter table activity_heads force row level security;
--> statement-breakpoint
create policy tenant on activity for select to carryover_app using (workspace_id = (select app_workspace()));
--> statement-breakpoint
create policy tenant on activity_heads for select to carryover_app using (workspace_id = (select app_workspace()));
--> statement-breakpoint
create policy append on activity for all to carryover_audit using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
--> statement-breakpoint
create policy append on activity_heads for all to carryover_audit using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
--> statement-breakpoint
revoke all on activity, activity_heads from public;
--> statement-breakpoint
grant select on activity, activity_heads to carryover_app;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the activity log cannot be changed' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger activity_is_append_only before update or delete or truncate on activity
  for each statement execute function refuse_change();
--> statement-breakpoint
-- Appends one entry for the workspace of the transaction and returns its number. Called last: the head row stays locked until the commit.
-- hash = SHA-256(0x00 || previous hash || number as 8 bytes || time || LF || workspace || LF || body)
create function activity_append(p_body text) returns bigint language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  ws uuid := app_workspace();
  entry jsonb := p_body::jsonb;
  head activity_heads%rowtype;
  now_at timestamptz;
  at_text text;
  new_hash bytea;
begin
  if ws is null then
    raise exception 'activity_append needs a workspace' using errcode = '42501';
  end if;
  insert into activity_heads (workspace_id, seq, hash) values (ws, 0, decode(repeat('00', 32), 'hex'))
    on conflict (workspace_id) do nothing;
  select * into head from activity_heads where workspace_id = ws for update;
  now_at := clock_timestamp();
  at_text := to_char(now_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  new_hash := sha256('\x00'::bytea || head.hash || int8send(head.seq + 1)
    || convert_to(at_text || E'\n' || ws::text || E'\n' || p_body, 'UTF8'));
  insert into activity (workspace_id, seq, at, actor_id, actor_name, verb, subject_kind, subject_ref, body, prev_hash, hash)
    values (ws, head.seq + 1, now_at, (entry->'actor'->>'id')::uuid, entry->'actor'->>'name', entry->>'verb',
      entry->'subject'->>'kind', entry->'subject'->>'ref', p_body, head.hash, new_hash);
  update activity_heads set seq = head.seq + 1, hash = new_hash where workspace_id = ws;
  return head.seq + 1;
end $$;
--> statement-breakpoint
revoke all on function activity_append(text), refuse_change() from public;
--> statement-breakpoint
grant execute on function activity_append(text) to carryover_app;
--> statement-breakpoint
alter table activity owner to carryover_audit;
--> statement-breakpoint
alter table activity_heads owner to carryover_audit;
--> statement-breakpoint
alter function activity_append(text) owner to carryover_audit;
