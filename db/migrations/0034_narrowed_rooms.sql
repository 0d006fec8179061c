ALTER TABLE "rooms" ADD COLUMN "narrowed_at" timestamp with time zone;--> statement-breakpoint
-- A pack that was asked for before the room was made narrower may hold what it does not show any more; once auditors had the
-- room, no pack of the workspace brings that back either. Beside what is held back, as before.
drop policy room on packs;
--> statement-breakpoint
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
      and not exists (
        select 1 from rooms r
        where r.workspace_id = packs.workspace_id and r.id = (select app_room())
          and case when packs.room_id is null then r.narrowed_at > r.opened_at else r.narrowed_at >= packs.created_at end
      )
    )
  )
);
