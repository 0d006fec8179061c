-- Lists of 100,000 items: words are sought in one column of an index, and what is counted is read off an index alone. Behind
-- row-level security no index finds parts of words: its operators would have to be leakproof.
alter table "evidence_items" add column "source_system" text default '' not null;--> statement-breakpoint
alter table "evidence_items" add column "search_text" text default '' not null;--> statement-breakpoint
alter table "evidence_items" add column "remind_on" date default '9999-12-31' not null;--> statement-breakpoint
-- The newest version's source system is repeated on the item as its effective date is (0012, 0018): words are sought in it.
create or replace function evidence_item_version_changed() returns trigger language plpgsql as $$
begin
  select a.effective_on, a.source_system into new.effective_on, new.source_system from artifacts a
    where a.workspace_id = new.workspace_id and a.item_id = new.id and a.number = new.current_artifact;
  new.source_system := coalesce(new.source_system, '');
  return new;
end $$;
--> statement-breakpoint
create or replace function artifacts_added() returns trigger language plpgsql as $$
declare
  given record;
begin
  for given in
    select a.workspace_id, a.item_id, a.number, a.effective_on, a.source_system from added a
    where exists (
      select 1 from evidence_items e
      where e.workspace_id = a.workspace_id and e.id = a.item_id and e.current_artifact = a.number
        and (e.effective_on is distinct from a.effective_on or e.source_system <> a.source_system)
      offset 0)
  loop
    update evidence_items e set effective_on = given.effective_on, source_system = given.source_system
      where e.workspace_id = given.workspace_id and e.id = given.item_id and e.current_artifact = given.number;
  end loop;
  return null;
end $$;
--> statement-breakpoint
-- What a list is searched and counted by, written with the row whoever writes it. It runs after evidence_items_version_changed:
-- triggers of one kind run in the order of their names. Cut where an entry of an index could become too long.
create function evidence_item_written() returns trigger language plpgsql as $$
begin
  new.search_text := left(lower(concat_ws(E'\n', new.title, new.reference, new.category, new.source_system)), 640);
  new.remind_on := coalesce(new.renew_on - new.reminder_days, '9999-12-31');
  return new;
end $$;
--> statement-breakpoint
revoke all on function evidence_item_written() from public;
--> statement-breakpoint
create trigger evidence_items_written before insert or update on evidence_items
  for each row execute function evidence_item_written();
--> statement-breakpoint
drop index "evidence_items_counted";--> statement-breakpoint
drop index "evidence_items_by_category";--> statement-breakpoint
drop index "evidence_items_by_change";--> statement-breakpoint
drop index "evidence_items_owner";--> statement-breakpoint
alter table evidence_items no force row level security;
--> statement-breakpoint
alter table artifacts no force row level security;
--> statement-breakpoint
update evidence_items e set source_system = coalesce((
  select a.source_system from artifacts a
  where a.workspace_id = e.workspace_id and a.item_id = e.id and a.number = e.current_artifact), '');
--> statement-breakpoint
alter table evidence_items force row level security;
--> statement-breakpoint
alter table artifacts force row level security;
--> statement-breakpoint
create index "evidence_items_counted" on "evidence_items" using btree ("workspace_id","state","remind_on","renew_on","effective_on") where archived_at is null;--> statement-breakpoint
create index "evidence_items_searched" on "evidence_items" using btree ("workspace_id","state","search_text","id") where archived_at is null;--> statement-breakpoint
create index "evidence_items_by_category" on "evidence_items" using btree ("workspace_id","category","state","archived_at");--> statement-breakpoint
create index "evidence_items_by_change" on "evidence_items" using btree ("workspace_id","updated_at","state","archived_at");--> statement-breakpoint
create index "evidence_items_owner" on "evidence_items" using btree ("workspace_id","owner_id","state","renew_on","archived_at","owner_text");
