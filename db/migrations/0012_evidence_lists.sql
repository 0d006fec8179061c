DROP INDEX "evidence_items_state";--> statement-breakpoint
ALTER TABLE "evidence_items" ADD COLUMN "effective_on" date;--> statement-breakpoint
CREATE INDEX "evidence_items_by_reference" ON "evidence_items" USING btree ("workspace_id",lower(reference),"id");--> statement-breakpoint
CREATE INDEX "evidence_items_by_title" ON "evidence_items" USING btree ("workspace_id",lower(title),"id");--> statement-breakpoint
CREATE INDEX "evidence_items_by_renewal" ON "evidence_items" USING btree ("workspace_id","renew_on","id");--> statement-breakpoint
CREATE INDEX "evidence_items_by_category" ON "evidence_items" USING btree ("workspace_id","category");--> statement-breakpoint
CREATE INDEX "evidence_items_by_change" ON "evidence_items" USING btree ("workspace_id","updated_at");--> statement-breakpoint
CREATE INDEX "evidence_items_uncollected" ON "evidence_items" USING btree ("workspace_id","id") WHERE effective_on is null;--> statement-breakpoint
CREATE INDEX "evidence_items_archived" ON "evidence_items" USING btree ("workspace_id","id") WHERE archived_at is not null;--> statement-breakpoint
CREATE INDEX "evidence_items_state" ON "evidence_items" USING btree ("workspace_id","state","renew_on","id");--> statement-breakpoint
-- The effective date stands with its artifact, which is never changed, and is repeated on the item for lists and counts.
-- Whichever of the two is written first, the other one's statement brings the date over.
create function evidence_item_version_changed() returns trigger language plpgsql as $$
begin
  select a.effective_on into new.effective_on from artifacts a
    where a.workspace_id = new.workspace_id and a.item_id = new.id and a.number = new.current_artifact;
  return new;
end $$;
--> statement-breakpoint
revoke all on function evidence_item_version_changed() from public;
--> statement-breakpoint
create trigger evidence_items_version_changed before update of current_artifact on evidence_items
  for each row when (new.current_artifact is distinct from old.current_artifact)
  execute function evidence_item_version_changed();
--> statement-breakpoint
create function artifacts_added() returns trigger language plpgsql as $$
begin
  update evidence_items e set effective_on = a.effective_on from added a
    where e.workspace_id = a.workspace_id and e.id = a.item_id and e.current_artifact = a.number
      and e.effective_on is distinct from a.effective_on;
  return null;
end $$;
--> statement-breakpoint
revoke all on function artifacts_added() from public;
--> statement-breakpoint
create trigger artifacts_added after insert on artifacts referencing new table as added
  for each statement execute function artifacts_added();
--> statement-breakpoint
alter table evidence_items no force row level security;
--> statement-breakpoint
alter table artifacts no force row level security;
--> statement-breakpoint
update evidence_items e set effective_on = a.effective_on from artifacts a
  where a.workspace_id = e.workspace_id and a.item_id = e.id and a.number = e.current_artifact and a.effective_on is not null;
--> statement-breakpoint
alter table evidence_items force row level security;
--> statement-breakpoint
alter table artifacts force row level security;
