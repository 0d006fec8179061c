CREATE TABLE "import_files" (
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "import_files_workspace_id_run_id_name_pk" PRIMARY KEY("workspace_id","run_id","name")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"headings" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"saved_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_workspace_id_kind_headings_pk" PRIMARY KEY("workspace_id","kind","headings")
);
--> statement-breakpoint
CREATE TABLE "blobs" (
	"workspace_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"scan_state" text DEFAULT 'not_scanned' NOT NULL,
	"scan_note" text DEFAULT '' NOT NULL,
	"scanned_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"damaged_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blobs_workspace_id_sha256_pk" PRIMARY KEY("workspace_id","sha256"),
	CONSTRAINT "blobs_scan_state" CHECK ("scan_state" in ('not_scanned', 'pending', 'clean', 'infected', 'failed')),
	CONSTRAINT "blobs_sha256" CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "blobs_size" CHECK (size_bytes > 0)
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"file_name" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	CONSTRAINT "uploads_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspace_transfers" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"direction" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"step" text DEFAULT '' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"file_key" text,
	"file_name" text DEFAULT '' NOT NULL,
	"size_bytes" bigint,
	"sha256" text,
	"error" text DEFAULT '' NOT NULL,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "workspace_transfers_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "workspace_transfers_direction" CHECK ("direction" in ('export', 'import')),
	CONSTRAINT "workspace_transfers_state" CHECK ("state" in ('queued', 'running', 'done', 'failed', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "pair_reviews" (
	"workspace_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"ref" text NOT NULL,
	"overlap" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"reviewed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dataset_version" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "pair_reviews_workspace_id_criterion_ref_pk" PRIMARY KEY("workspace_id","criterion","ref"),
	CONSTRAINT "pair_reviews_overlap" CHECK ("overlap" in ('full', 'partial', 'additive', 'none'))
);
--> statement-breakpoint
CREATE TABLE "requirement_proposals" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ref" text NOT NULL,
	"source" text NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"evidence_status" text,
	"implementation" text,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "requirement_proposals_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "requirement_proposals_state" CHECK ("state" in ('open', 'accepted', 'dismissed')),
	CONSTRAINT "requirement_proposals_evidence_status" CHECK ("evidence_status" in ('missing', 'in_progress', 'needs_supplement', 'in_review', 'ready')),
	CONSTRAINT "requirement_proposals_implementation" CHECK ("implementation" in ('not_started', 'planned', 'partial', 'implemented'))
);
--> statement-breakpoint
CREATE TABLE "comment_mentions" (
	"workspace_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "comment_mentions_workspace_id_comment_id_user_id_pk" PRIMARY KEY("workspace_id","comment_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "notification_settings" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"on_assignment" boolean DEFAULT true NOT NULL,
	"on_return" boolean DEFAULT true NOT NULL,
	"on_mention" boolean DEFAULT true NOT NULL,
	"weekly_digest" boolean DEFAULT true NOT NULL,
	"on_overdue" boolean DEFAULT true NOT NULL,
	"digest_sent_on" date,
	"overdue_sent_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_settings_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"title" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"actor_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "notifications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "notifications_kind" CHECK ("kind" in ('assignment', 'return', 'mention', 'submission', 'decision', 'damage'))
);
--> statement-breakpoint
CREATE TABLE "request_evidence" (
	"workspace_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"artifact_number" integer NOT NULL,
	"added_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_evidence_workspace_id_request_id_item_id_artifact_number_pk" PRIMARY KEY("workspace_id","request_id","item_id","artifact_number")
);
--> statement-breakpoint
CREATE TABLE "request_requirements" (
	"workspace_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "request_requirements_workspace_id_request_id_ref_pk" PRIMARY KEY("workspace_id","request_id","ref")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text DEFAULT 'document' NOT NULL,
	"title" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"item_id" uuid,
	"owner_id" uuid NOT NULL,
	"due_on" date,
	"state" text DEFAULT 'requested' NOT NULL,
	"state_reason" text DEFAULT '' NOT NULL,
	"asked_by" uuid NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "requests_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "requests_kind" CHECK ("kind" in ('document', 'population', 'sample', 'walkthrough')),
	CONSTRAINT "requests_state_list" CHECK ("state" in ('draft', 'requested', 'internal_review', 'submitted', 'accepted', 'returned', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "artifacts" DROP CONSTRAINT "artifacts_kind";--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "blob_sha256" text;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "file_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "query" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "row_count" integer;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "completeness" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "is_screenshot" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "shows_date" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "shows_source" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "shows_account" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "shows_production" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "artifacts" ADD COLUMN "restored_from" integer;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD COLUMN "cadence" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD COLUMN "cadence_days" integer;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD COLUMN "renew_override_on" date;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD COLUMN "reminder_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "format" text DEFAULT 'csv' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_workspace_id_run_id_import_runs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."import_runs"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_workspace_id_sha256_blobs_workspace_id_sha256_fk" FOREIGN KEY ("workspace_id","sha256") REFERENCES "public"."blobs"("workspace_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_workspace_id_saved_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","saved_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blobs" ADD CONSTRAINT "blobs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_workspace_id_sha256_blobs_workspace_id_sha256_fk" FOREIGN KEY ("workspace_id","sha256") REFERENCES "public"."blobs"("workspace_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_workspace_id_uploaded_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","uploaded_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_transfers" ADD CONSTRAINT "workspace_transfers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_transfers" ADD CONSTRAINT "workspace_transfers_workspace_id_requested_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","requested_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_reviews" ADD CONSTRAINT "pair_reviews_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_reviews" ADD CONSTRAINT "pair_reviews_workspace_id_reviewed_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","reviewed_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_proposals" ADD CONSTRAINT "requirement_proposals_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_proposals" ADD CONSTRAINT "requirement_proposals_workspace_id_created_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_proposals" ADD CONSTRAINT "requirement_proposals_workspace_id_decided_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_mentions" ADD CONSTRAINT "comment_mentions_workspace_id_comment_id_comments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","comment_id") REFERENCES "public"."comments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_mentions" ADD CONSTRAINT "comment_mentions_workspace_id_user_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_settings" ADD CONSTRAINT "notification_settings_workspace_id_user_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_person_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_actor_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","actor_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_evidence" ADD CONSTRAINT "request_evidence_workspace_id_request_id_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."requests"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_evidence" ADD CONSTRAINT "request_evidence_artifact_fk" FOREIGN KEY ("workspace_id","item_id","artifact_number") REFERENCES "public"."artifacts"("workspace_id","item_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_evidence" ADD CONSTRAINT "request_evidence_workspace_id_added_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","added_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_requirements" ADD CONSTRAINT "request_requirements_workspace_id_request_id_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."requests"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_requirements" ADD CONSTRAINT "request_requirements_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_asked_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","asked_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_submitted_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","submitted_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_decided_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_files_blob" ON "import_files" USING btree ("workspace_id","sha256");--> statement-breakpoint
CREATE INDEX "blobs_checked" ON "blobs" USING btree ("workspace_id","checked_at");--> statement-breakpoint
CREATE INDEX "uploads_blob" ON "uploads" USING btree ("workspace_id","sha256");--> statement-breakpoint
CREATE INDEX "uploads_created" ON "uploads" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "workspace_transfers_created" ON "workspace_transfers" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "requirement_proposals_open" ON "requirement_proposals" USING btree ("workspace_id","ref","source") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "comment_mentions_user" ON "comment_mentions" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "notifications_person" ON "notifications" USING btree ("workspace_id","person_id","seen_at","created_at");--> statement-breakpoint
CREATE INDEX "request_evidence_item" ON "request_evidence" USING btree ("workspace_id","item_id");--> statement-breakpoint
CREATE INDEX "request_requirements_ref" ON "request_requirements" USING btree ("workspace_id","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_number" ON "requests" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "requests_owner" ON "requests" USING btree ("workspace_id","owner_id","state","due_on");--> statement-breakpoint
CREATE INDEX "requests_state" ON "requests" USING btree ("workspace_id","state","due_on");--> statement-breakpoint
CREATE INDEX "requests_item" ON "requests" USING btree ("workspace_id","item_id");--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_workspace_id_blob_sha256_blobs_workspace_id_sha256_fk" FOREIGN KEY ("workspace_id","blob_sha256") REFERENCES "public"."blobs"("workspace_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "artifacts_blob" ON "artifacts" USING btree ("workspace_id","blob_sha256");--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_file_has_bytes" CHECK (kind <> 'file' or blob_sha256 is not null);--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_kind" CHECK ("kind" in ('file', 'link', 'attestation', 'population', 'register'));--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_cadence" CHECK ("cadence" in ('none', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'custom'));--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_cadence_days" CHECK ((cadence = 'custom') = (cadence_days is not null) and (cadence_days is null or cadence_days between 1 and 1827));--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_reminder_days" CHECK (reminder_days between 0 and 180);--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_format" CHECK ("format" in ('csv', 'xlsx', 'zip'));