-- What was approved stays as it is, whatever a query asks for: of an approved version only its end may still be written, and
-- the text of a Statement of Applicability not even while it waits. Hashes show a change; this refuses it.
create function keep_approved() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  free text[] := array['state', 'version', 'updated_at'];
begin
  if old.state in ('approved', 'superseded') and (
    to_jsonb(new) - free is distinct from to_jsonb(old) - free
    or new.state is distinct from old.state and (old.state <> 'approved' or new.state <> 'superseded')
  ) then
    raise exception 'an approved version stays as it is' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function keep_handed_in() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'what was handed in stays as it is' using errcode = '42501';
end $$;
--> statement-breakpoint
-- Levels and bands of a method are part of it; a draft may still be written anew.
create function keep_approved_scale() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from risk_methods m where m.workspace_id = old.workspace_id and m.number = old.method_number
      and m.state in ('approved', 'superseded')
  ) then
    raise exception 'the scales of an approved method stay as they are' using errcode = '42501';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
revoke all on function keep_approved(), keep_handed_in(), keep_approved_scale() from public;
--> statement-breakpoint
create trigger soa_versions_keep_approved before update on soa_versions for each row execute function keep_approved();
--> statement-breakpoint
create trigger scope_statements_keep_approved before update on scope_statements for each row execute function keep_approved();
--> statement-breakpoint
create trigger risk_methods_keep_approved before update on risk_methods for each row execute function keep_approved();
--> statement-breakpoint
create trigger risk_levels_keep_approved before update or delete on risk_levels for each row execute function keep_approved_scale();
--> statement-breakpoint
create trigger risk_bands_keep_approved before update or delete on risk_bands for each row execute function keep_approved_scale();
--> statement-breakpoint
create trigger soa_versions_keep_handed_in before update on soa_versions for each row
  when (new.content is distinct from old.content or new.sha256 is distinct from old.sha256 or new.submitted_by is distinct from old.submitted_by)
  execute function keep_handed_in();
