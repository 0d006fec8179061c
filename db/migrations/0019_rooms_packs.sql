ALTER TABLE "room_grants" DROP CONSTRAINT "room_grants_kind";--> statement-breakpoint
ALTER TABLE "room_grants" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "watermark" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "room_grants" ADD CONSTRAINT "room_grants_kind" CHECK ("kind" in ('requirement', 'register', 'withheld', 'pack'));--> statement-breakpoint
-- Inside a room only packs that were given to it are there, and only those that were asked for after the last piece of evidence was
-- held back: an older file may hold it. A pack that was built for no room knows nothing of what a room holds back.
create policy room on packs as restrictive for select to carryover_app using (
  workspace_id = (select app_workspace())
  and (
    (select app_room()) is null
    or (
      exists (
        select 1 from room_grants g
        where g.workspace_id = packs.workspace_id and g.room_id = (select app_room())
          and g.kind = 'pack' and g.subject_id = packs.id::text
      )
      and not exists (
        select 1 from room_grants h
        where h.workspace_id = packs.workspace_id and h.room_id = (select app_room())
          and h.kind = 'withheld' and (packs.room_id is null or h.created_at >= packs.created_at)
      )
    )
  )
);
--> statement-breakpoint
-- What is shared is the company's to say: inside a room nothing can be granted.
drop policy room on room_grants;
--> statement-breakpoint
create policy room on room_grants as restrictive for all to carryover_app using (
  workspace_id = (select app_workspace()) and ((select app_room()) is null or room_id = (select app_room()))
) with check (
  workspace_id = (select app_workspace()) and (select app_room()) is null
);
