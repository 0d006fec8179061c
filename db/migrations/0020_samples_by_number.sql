-- Samples get what a draw needs to be repeated: its place in the room, the list it came with, the sheet and the naming column.
ALTER TABLE "samples" ADD COLUMN "number" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "samples" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "samples" ADD COLUMN "sheet" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "samples" ADD COLUMN "id_column" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "samples" ADD COLUMN "repeated" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_workspace_id_request_id_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."requests"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "samples_number" ON "samples" USING btree ("workspace_id","room_id","number");--> statement-breakpoint
-- Drawn lines hold no room of their own; inside a room only those of its own samples are there.
create policy room on sample_items as restrictive for all to carryover_app using (
  workspace_id = (select app_workspace())
  and (
    (select app_room()) is null
    or exists (
      select 1 from samples s
      where s.workspace_id = sample_items.workspace_id and s.id = sample_items.sample_id and s.room_id = (select app_room())
    )
  )
) with check (
  workspace_id = (select app_workspace())
  and (
    (select app_room()) is null
    or exists (
      select 1 from samples s
      where s.workspace_id = sample_items.workspace_id and s.id = sample_items.sample_id and s.room_id = (select app_room())
    )
  )
);
