CREATE TABLE "activity_checkpoints" (
	"workspace_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"key_id" text NOT NULL,
	"root" text NOT NULL,
	"note" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_checkpoints_workspace_id_size_key_id_pk" PRIMARY KEY("workspace_id","size","key_id"),
	CONSTRAINT "activity_checkpoints_reason" CHECK ("reason" in ('daily', 'pack', 'rotation')),
	CONSTRAINT "activity_checkpoints_root" CHECK (root ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "packs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"room_id" uuid,
	"scope" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"step" text DEFAULT '' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"heartbeat_at" timestamp with time zone,
	"file_name" text NOT NULL,
	"size_bytes" bigint,
	"sha256" text,
	"manifest_sha256" text,
	"checkpoint_size" bigint,
	"counts" jsonb,
	"error" text DEFAULT '' NOT NULL,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "packs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "packs_state" CHECK ("state" in ('queued', 'building', 'ready', 'failed')),
	CONSTRAINT "packs_ready" CHECK (state <> 'ready' or (sha256 is not null and size_bytes is not null and manifest_sha256 is not null and checkpoint_size is not null))
);
--> statement-breakpoint
ALTER TABLE "notification_settings" ADD COLUMN "checkpoint_mail" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_settings" ADD COLUMN "checkpoint_sent_on" date;--> statement-breakpoint
ALTER TABLE "activity_checkpoints" ADD CONSTRAINT "activity_checkpoints_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packs" ADD CONSTRAINT "packs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packs" ADD CONSTRAINT "packs_workspace_id_requested_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","requested_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packs" ADD CONSTRAINT "packs_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "packs_created" ON "packs" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "packs_under_way" ON "packs" USING btree ("workspace_id") WHERE state in ('queued', 'building');