-- Appends several entries in their order, each hashed over the one before as activity_append does; the head is written once.
-- One update of the head for each entry would leave as many dead versions of its row, each visited by the next update.
create function activity_append_all(p_bodies jsonb) returns bigint language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  ws uuid := app_workspace();
  head activity_heads%rowtype;
  body text;
  entry jsonb;
  now_at timestamptz;
  at_text text;
  last_seq bigint;
  last_hash bytea;
  new_hash bytea;
begin
  if ws is null then
    raise exception 'activity_append_all needs a workspace' using errcode = '42501';
  end if;
  insert into activity_heads (workspace_id, seq, hash) values (ws, 0, decode(repeat('00', 32), 'hex'))
    on conflict (workspace_id) do nothing;
  select * into head from activity_heads where workspace_id = ws for update;
  last_seq := head.seq;
  last_hash := head.hash;
  for body in select value from jsonb_array_elements_text(p_bodies) with ordinality as given (value, place) order by place loop
    entry := body::jsonb;
    now_at := clock_timestamp();
    at_text := to_char(now_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    new_hash := sha256('\x00'::bytea || last_hash || int8send(last_seq + 1)
      || convert_to(at_text || E'\n' || ws::text || E'\n' || body, 'UTF8'));
    insert into activity (workspace_id, seq, at, actor_id, actor_name, verb, subject_kind, subject_ref, body, prev_hash, hash)
      values (ws, last_seq + 1, now_at, (entry->'actor'->>'id')::uuid, entry->'actor'->>'name', entry->>'verb',
        entry->'subject'->>'kind', entry->'subject'->>'ref', body, last_hash, new_hash);
    last_seq := last_seq + 1;
    last_hash := new_hash;
  end loop;
  update activity_heads set seq = last_seq, hash = last_hash where workspace_id = ws;
  return last_seq;
end $$;
--> statement-breakpoint
revoke all on function activity_append_all(jsonb) from public;
--> statement-breakpoint
grant execute on function activity_append_all(jsonb) to carryover_app;
--> statement-breakpoint
alter function activity_append_all(jsonb) owner to carryover_audit;
