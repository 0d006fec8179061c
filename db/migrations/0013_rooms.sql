CREATE TABLE "finding_requirements" (
	"workspace_id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "finding_requirements_workspace_id_finding_id_ref_pk" PRIMARY KEY("workspace_id","finding_id","ref")
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"auditor_id" uuid NOT NULL,
	"grade" text NOT NULL,
	"statement" text NOT NULL,
	"objective_evidence" text NOT NULL,
	"request_id" uuid,
	"state" text DEFAULT 'raised' NOT NULL,
	"state_reason" text DEFAULT '' NOT NULL,
	"nonconformity_id" uuid,
	"correction_accepted_by" uuid,
	"correction_accepted_at" timestamp with time zone,
	"action_accepted_by" uuid,
	"action_accepted_at" timestamp with time zone,
	"once_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "findings_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "findings_grade" CHECK ("grade" in ('major', 'minor', 'observation', 'ofi')),
	CONSTRAINT "findings_state_list" CHECK ("state" in ('raised', 'taken_over', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "room_messages" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"member_id" uuid,
	"auditor_id" uuid,
	"body" text NOT NULL,
	"once_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_messages_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "room_messages_one_author" CHECK ((member_id is null) <> (auditor_id is null))
);
--> statement-breakpoint
CREATE TABLE "sample_items" (
	"workspace_id" uuid NOT NULL,
	"sample_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"request_id" uuid,
	CONSTRAINT "sample_items_workspace_id_sample_id_position_pk" PRIMARY KEY("workspace_id","sample_id","position")
);
--> statement-breakpoint
CREATE TABLE "samples" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"auditor_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"artifact_number" integer NOT NULL,
	"sha256" text NOT NULL,
	"population_size" integer NOT NULL,
	"size" integer NOT NULL,
	"method" text NOT NULL,
	"seed" bigint,
	"step" integer,
	"start" integer,
	"rationale" text DEFAULT '' NOT NULL,
	"columns" jsonb NOT NULL,
	"once_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "samples_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "samples_method" CHECK ("method" in ('random', 'interval', 'judgemental')),
	CONSTRAINT "samples_size" CHECK (size between 1 and population_size)
);
--> statement-breakpoint
CREATE TABLE "room_auditors" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"revoked_by" uuid,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_auditors_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "room_codes" (
	"pending_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"code_hash" text NOT NULL,
	"invitation_hash" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_devices" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"proven_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_grants" (
	"workspace_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_grants_workspace_id_room_id_kind_subject_id_pk" PRIMARY KEY("workspace_id","room_id","kind","subject_id"),
	CONSTRAINT "room_grants_kind" CHECK ("kind" in ('requirement', 'register', 'withheld'))
);
--> statement-breakpoint
CREATE TABLE "room_invitations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"auditor_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_invitations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "room_sessions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"auditor_id" uuid,
	"member_id" uuid,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ip" text,
	"agent" text,
	CONSTRAINT "room_sessions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "room_sessions_one_kind" CHECK ((auditor_id is null) <> (member_id is null))
);
--> statement-breakpoint
CREATE TABLE "room_views" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"auditor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_views_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "room_views_kind" CHECK ("kind" in ('page', 'preview', 'download'))
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"standard" text NOT NULL,
	"type" text NOT NULL,
	"window_from" date,
	"window_to" date,
	"access_from" date NOT NULL,
	"access_until" date NOT NULL,
	"soa_version_id" uuid,
	"evidence_set" text DEFAULT 'scope' NOT NULL,
	"welcome" text DEFAULT '' NOT NULL,
	"lead_id" uuid NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"state_reason" text DEFAULT '' NOT NULL,
	"copied_from" uuid,
	"opened_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rooms_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "rooms_standard" CHECK ("standard" in ('iso27001', 'soc2')),
	CONSTRAINT "rooms_type" CHECK ("type" in ('stage1', 'stage2', 'surveillance', 'soc2_type1', 'soc2_type2', 'internal')),
	CONSTRAINT "rooms_state_list" CHECK ("state" in ('draft', 'open', 'closed', 'revoked')),
	CONSTRAINT "rooms_evidence_set" CHECK ("evidence_set" in ('scope', 'handed_over')),
	CONSTRAINT "rooms_access" CHECK (access_until >= access_from)
);
--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "room_id" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "auditor_ref" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "auditor_id" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "decided_by_auditor" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "shared_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "copied_from" uuid;--> statement-breakpoint
ALTER TABLE "finding_requirements" ADD CONSTRAINT "finding_requirements_workspace_id_finding_id_findings_workspace_id_id_fk" FOREIGN KEY ("workspace_id","finding_id") REFERENCES "public"."findings"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_requirements" ADD CONSTRAINT "finding_requirements_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_workspace_id_correction_accepted_by_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","correction_accepted_by") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_workspace_id_action_accepted_by_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","action_accepted_by") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_workspace_id_request_id_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."requests"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_workspace_id_nonconformity_id_nonconformities_workspace_id_id_fk" FOREIGN KEY ("workspace_id","nonconformity_id") REFERENCES "public"."nonconformities"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_messages" ADD CONSTRAINT "room_messages_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_messages" ADD CONSTRAINT "room_messages_workspace_id_request_id_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."requests"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_messages" ADD CONSTRAINT "room_messages_workspace_id_member_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_messages" ADD CONSTRAINT "room_messages_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_items" ADD CONSTRAINT "sample_items_workspace_id_sample_id_samples_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sample_id") REFERENCES "public"."samples"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_items" ADD CONSTRAINT "sample_items_workspace_id_request_id_requests_workspace_id_id_fk" FOREIGN KEY ("workspace_id","request_id") REFERENCES "public"."requests"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_workspace_id_item_id_artifact_number_artifacts_workspace_id_item_id_number_fk" FOREIGN KEY ("workspace_id","item_id","artifact_number") REFERENCES "public"."artifacts"("workspace_id","item_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_auditors" ADD CONSTRAINT "room_auditors_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_auditors" ADD CONSTRAINT "room_auditors_workspace_id_invited_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","invited_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_auditors" ADD CONSTRAINT "room_auditors_workspace_id_revoked_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","revoked_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_grants" ADD CONSTRAINT "room_grants_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_invitations" ADD CONSTRAINT "room_invitations_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_invitations" ADD CONSTRAINT "room_invitations_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_sessions" ADD CONSTRAINT "room_sessions_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_sessions" ADD CONSTRAINT "room_sessions_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_sessions" ADD CONSTRAINT "room_sessions_workspace_id_member_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_views" ADD CONSTRAINT "room_views_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_views" ADD CONSTRAINT "room_views_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_workspace_id_soa_version_id_soa_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","soa_version_id") REFERENCES "public"."soa_versions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_workspace_id_lead_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_workspace_id_created_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "findings_number" ON "findings" USING btree ("workspace_id","room_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_once" ON "findings" USING btree ("workspace_id","once_key");--> statement-breakpoint
CREATE UNIQUE INDEX "room_messages_once" ON "room_messages" USING btree ("workspace_id","once_key");--> statement-breakpoint
CREATE INDEX "room_messages_request" ON "room_messages" USING btree ("workspace_id","request_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "samples_once" ON "samples" USING btree ("workspace_id","once_key");--> statement-breakpoint
CREATE INDEX "samples_room" ON "samples" USING btree ("workspace_id","room_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "room_auditors_one" ON "room_auditors" USING btree ("workspace_id","room_id","email") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "room_auditors_by_email" ON "room_auditors" USING btree ("email");--> statement-breakpoint
CREATE INDEX "room_devices_email" ON "room_devices" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "room_invitations_token" ON "room_invitations" USING btree ("workspace_id","token_hash");--> statement-breakpoint
CREATE INDEX "room_invitations_by_hash" ON "room_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "room_invitations_auditor" ON "room_invitations" USING btree ("workspace_id","auditor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "room_sessions_token" ON "room_sessions" USING btree ("workspace_id","token_hash");--> statement-breakpoint
CREATE INDEX "room_sessions_by_hash" ON "room_sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "room_sessions_auditor" ON "room_sessions" USING btree ("workspace_id","auditor_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "room_views_room" ON "room_views" USING btree ("workspace_id","room_id","at");--> statement-breakpoint
CREATE INDEX "rooms_state" ON "rooms" USING btree ("workspace_id","state","access_until");--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_room_id_rooms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."rooms"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workspace_id_decided_by_auditor_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decided_by_auditor") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "requests_room" ON "requests" USING btree ("workspace_id","room_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_auditor_ref" ON "requests" USING btree ("workspace_id","room_id","auditor_ref") WHERE auditor_ref <> '';