CREATE TABLE "activity" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"verb" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_ref" text NOT NULL,
	"body" text NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "activity_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
CREATE TABLE "activity_heads" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "artifacts" (
	"workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"url" text,
	"body" text DEFAULT '' NOT NULL,
	"effective_on" date,
	"period_from" date,
	"period_to" date,
	"source_system" text DEFAULT '' NOT NULL,
	"collected_by" text DEFAULT '' NOT NULL,
	"added_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "artifacts_workspace_id_item_id_number_pk" PRIMARY KEY("workspace_id","item_id","number"),
	CONSTRAINT "artifacts_kind" CHECK ("kind" in ('link', 'attestation', 'register'))
);
--> statement-breakpoint
CREATE TABLE "evidence_items" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reference" text,
	"identity" text NOT NULL,
	"title" text NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"guidance" text DEFAULT '' NOT NULL,
	"shared_description" text DEFAULT '' NOT NULL,
	"internal_notes" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"owner_text" text DEFAULT '' NOT NULL,
	"renew_on" date,
	"state" text DEFAULT 'draft' NOT NULL,
	"state_reason" text DEFAULT '' NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"current_artifact" integer DEFAULT 0 NOT NULL,
	"import_run_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_items_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "evidence_items_state_list" CHECK ("state" in ('draft', 'submitted', 'accepted', 'returned', 'superseded', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "evidence_links" (
	"workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"origin" text NOT NULL,
	"verdict" text DEFAULT 'proposed' NOT NULL,
	"verdict_note" text DEFAULT '' NOT NULL,
	"reviewer_id" uuid,
	"reviewed_at" timestamp with time zone,
	"reviewed_artifact" integer,
	"linked_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_links_workspace_id_item_id_ref_pk" PRIMARY KEY("workspace_id","item_id","ref"),
	CONSTRAINT "evidence_links_origin" CHECK ("origin" in ('manual', 'import', 'crosswalk')),
	CONSTRAINT "evidence_links_verdict" CHECK ("verdict" in ('proposed', 'sufficient', 'needs_supplement', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "import_lines" (
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"problems" jsonb NOT NULL,
	"item_id" uuid,
	CONSTRAINT "import_lines_workspace_id_run_id_line_pk" PRIMARY KEY("workspace_id","run_id","line")
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'preview' NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"encoding" text NOT NULL,
	"content" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"started_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "import_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "import_runs_state" CHECK ("state" in ('preview', 'done', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "link_dismissals" (
	"workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"dismissed_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "link_dismissals_workspace_id_item_id_ref_pk" PRIMARY KEY("workspace_id","item_id","ref")
);
--> statement-breakpoint
CREATE TABLE "actions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"state" text DEFAULT 'open' NOT NULL,
	"proof_note" text DEFAULT '' NOT NULL,
	"proof_item_id" uuid,
	"done_by" uuid,
	"done_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "actions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "actions_state" CHECK ("state" in ('open', 'done', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"channel" text DEFAULT 'internal' NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "comments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "comments_channel" CHECK ("channel" in ('internal', 'shared'))
);
--> statement-breakpoint
CREATE TABLE "nonconformities" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"grade" text NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"source_kind" text,
	"source_id" text,
	"state" text DEFAULT 'open' NOT NULL,
	"loop" integer DEFAULT 1 NOT NULL,
	"requirement_text" text NOT NULL,
	"objective_evidence" text NOT NULL,
	"gap" text DEFAULT '' NOT NULL,
	"extent" text DEFAULT '' NOT NULL,
	"consequences" text DEFAULT '' NOT NULL,
	"correction" text DEFAULT '' NOT NULL,
	"correction_on" date,
	"cause_method" text,
	"cause" jsonb,
	"root_cause" text DEFAULT '' NOT NULL,
	"effectiveness_criteria" text DEFAULT '' NOT NULL,
	"effectiveness_due_on" date,
	"effectiveness_reviewer_id" uuid,
	"effectiveness_result" text,
	"effectiveness_note" text DEFAULT '' NOT NULL,
	"isms_change" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_by" uuid,
	"closed_at" timestamp with time zone,
	"state_reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nonconformities_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "nonconformities_grade" CHECK ("grade" in ('major', 'minor', 'observation', 'ofi')),
	CONSTRAINT "nonconformities_state_list" CHECK ("state" in ('open', 'investigating', 'action_planned', 'implemented', 'effectiveness_check', 'closed', 'withdrawn', 'accepted', 'done', 'declined')),
	CONSTRAINT "nonconformities_source" CHECK ("source" in ('internal_audit', 'stage1', 'stage2', 'surveillance', 'incident', 'monitoring', 'supplier', 'complaint', 'management_review', 'self')),
	CONSTRAINT "nonconformities_cause_method" CHECK ("cause_method" in ('five_whys', 'fishbone', 'free'))
);
--> statement-breakpoint
CREATE TABLE "nonconformity_evidence" (
	"workspace_id" uuid NOT NULL,
	"nonconformity_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	CONSTRAINT "nonconformity_evidence_workspace_id_nonconformity_id_item_id_pk" PRIMARY KEY("workspace_id","nonconformity_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "nonconformity_requirements" (
	"workspace_id" uuid NOT NULL,
	"nonconformity_id" uuid NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "nonconformity_requirements_workspace_id_nonconformity_id_ref_pk" PRIMARY KEY("workspace_id","nonconformity_id","ref")
);
--> statement-breakpoint
CREATE TABLE "nonconformity_steps" (
	"workspace_id" uuid NOT NULL,
	"nonconformity_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"loop" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nonconformity_steps_workspace_id_nonconformity_id_number_pk" PRIMARY KEY("workspace_id","nonconformity_id","number"),
	CONSTRAINT "nonconformity_steps_state" CHECK ("state" in ('open', 'investigating', 'action_planned', 'implemented', 'effectiveness_check', 'closed', 'withdrawn', 'accepted', 'done', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "one_time_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid,
	"email" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"reset_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"authenticated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip" text,
	"agent" text,
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified_at" timestamp with time zone,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "crosswalk_overrides" (
	"workspace_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"ref" text NOT NULL,
	"overlap" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dataset_version" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "crosswalk_overrides_workspace_id_criterion_ref_pk" PRIMARY KEY("workspace_id","criterion","ref"),
	CONSTRAINT "crosswalk_overrides_overlap" CHECK ("overlap" in ('full', 'partial', 'additive', 'none'))
);
--> statement-breakpoint
CREATE TABLE "requirements" (
	"workspace_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"kind" text NOT NULL,
	"title" text,
	"about" text,
	"evidence_status" text DEFAULT 'missing' NOT NULL,
	"override_reason" text,
	"override_by" uuid,
	"implementation" text DEFAULT 'not_started' NOT NULL,
	"target_on" date,
	"owner_id" uuid,
	"due_on" date,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "requirements_workspace_id_ref_pk" PRIMARY KEY("workspace_id","ref"),
	CONSTRAINT "requirements_kind" CHECK ("kind" in ('control', 'clause', 'criterion', 'own')),
	CONSTRAINT "requirements_evidence_status" CHECK ("evidence_status" in ('missing', 'in_progress', 'needs_supplement', 'in_review', 'ready')),
	CONSTRAINT "requirements_implementation" CHECK ("implementation" in ('not_started', 'planned', 'partial', 'implemented'))
);
--> statement-breakpoint
CREATE TABLE "soa_reasons" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ref" text NOT NULL,
	"kind" text NOT NULL,
	"target_id" uuid,
	"detail" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "soa_reasons_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "soa_reasons_kind" CHECK ("kind" in ('risk', 'legal', 'contractual', 'business'))
);
--> statement-breakpoint
CREATE TABLE "soa_rows" (
	"workspace_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"applicability" text DEFAULT 'undecided' NOT NULL,
	"justification" text DEFAULT '' NOT NULL,
	"exclusion_justification" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"delivery" text DEFAULT 'own' NOT NULL,
	"evidence_override" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "soa_rows_workspace_id_ref_pk" PRIMARY KEY("workspace_id","ref"),
	CONSTRAINT "soa_rows_applicability" CHECK ("applicability" in ('undecided', 'included', 'excluded')),
	CONSTRAINT "soa_rows_delivery" CHECK ("delivery" in ('own', 'shared', 'inherited'))
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "counters_workspace_id_kind_year_pk" PRIMARY KEY("workspace_id","kind","year")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"workspace_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_workspace_id_actor_id_key_pk" PRIMARY KEY("workspace_id","actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "invitations_role" CHECK ("role" in ('owner', 'lead', 'contributor', 'approver', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "memberships_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id"),
	CONSTRAINT "memberships_role" CHECK ("role" in ('owner', 'lead', 'contributor', 'approver', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"availability" boolean DEFAULT false NOT NULL,
	"confidentiality" boolean DEFAULT false NOT NULL,
	"processing_integrity" boolean DEFAULT false NOT NULL,
	"privacy" boolean DEFAULT false NOT NULL,
	"report_type" text DEFAULT 'type2' NOT NULL,
	"window_from" date,
	"window_to" date,
	"hosting" text DEFAULT 'cloud' NOT NULL,
	"stage1_on" date,
	"stage2_on" date,
	"count_wildcard" boolean DEFAULT false NOT NULL,
	"self_acceptance" boolean DEFAULT false NOT NULL,
	"onboarded_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "programmes_report_type" CHECK ("report_type" in ('type1', 'type2', 'none')),
	CONSTRAINT "programmes_hosting" CHECK ("hosting" in ('cloud', 'premises'))
);
--> statement-breakpoint
CREATE TABLE "readiness_snapshots" (
	"workspace_id" uuid NOT NULL,
	"taken_on" date NOT NULL,
	"numbers" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "readiness_snapshots_workspace_id_taken_on_pk" PRIMARY KEY("workspace_id","taken_on")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"dataset_version" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspaces_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_heads" ADD CONSTRAINT "activity_heads_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_workspace_id_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_workspace_id_added_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","added_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_workspace_id_submitted_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","submitted_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_workspace_id_reviewed_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","reviewed_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_workspace_id_import_run_id_import_runs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","import_run_id") REFERENCES "public"."import_runs"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_workspace_id_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_workspace_id_reviewer_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","reviewer_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_workspace_id_linked_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","linked_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_workspace_id_run_id_import_runs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."import_runs"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_workspace_id_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_workspace_id_started_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","started_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_dismissals" ADD CONSTRAINT "link_dismissals_workspace_id_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_dismissals" ADD CONSTRAINT "link_dismissals_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_dismissals" ADD CONSTRAINT "link_dismissals_workspace_id_dismissed_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","dismissed_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_workspace_id_done_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","done_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_workspace_id_proof_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proof_item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_workspace_id_author_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","author_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformities" ADD CONSTRAINT "nonconformities_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformities" ADD CONSTRAINT "nonconformities_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformities" ADD CONSTRAINT "nonconformities_workspace_id_raised_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","raised_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformities" ADD CONSTRAINT "nonconformities_workspace_id_closed_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","closed_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformities" ADD CONSTRAINT "nonconformities_workspace_id_effectiveness_reviewer_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","effectiveness_reviewer_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformity_evidence" ADD CONSTRAINT "nonconformity_evidence_nc_fk" FOREIGN KEY ("workspace_id","nonconformity_id") REFERENCES "public"."nonconformities"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformity_evidence" ADD CONSTRAINT "nonconformity_evidence_workspace_id_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformity_requirements" ADD CONSTRAINT "nonconformity_requirements_nc_fk" FOREIGN KEY ("workspace_id","nonconformity_id") REFERENCES "public"."nonconformities"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformity_requirements" ADD CONSTRAINT "nonconformity_requirements_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformity_steps" ADD CONSTRAINT "nonconformity_steps_nc_fk" FOREIGN KEY ("workspace_id","nonconformity_id") REFERENCES "public"."nonconformities"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nonconformity_steps" ADD CONSTRAINT "nonconformity_steps_workspace_id_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk_overrides" ADD CONSTRAINT "crosswalk_overrides_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk_overrides" ADD CONSTRAINT "crosswalk_overrides_workspace_id_decided_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_workspace_id_override_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","override_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_reasons" ADD CONSTRAINT "soa_reasons_workspace_id_ref_soa_rows_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."soa_rows"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_rows" ADD CONSTRAINT "soa_rows_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_invited_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","invited_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_snapshots" ADD CONSTRAINT "readiness_snapshots_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_subject" ON "activity" USING btree ("workspace_id","subject_kind","subject_ref","seq");--> statement-breakpoint
CREATE INDEX "activity_actor" ON "activity" USING btree ("workspace_id","actor_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_items_reference" ON "evidence_items" USING btree ("workspace_id","reference") WHERE reference is not null;--> statement-breakpoint
CREATE INDEX "evidence_items_identity" ON "evidence_items" USING btree ("workspace_id","identity");--> statement-breakpoint
CREATE INDEX "evidence_items_state" ON "evidence_items" USING btree ("workspace_id","state","renew_on");--> statement-breakpoint
CREATE INDEX "evidence_items_owner" ON "evidence_items" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "evidence_links_ref" ON "evidence_links" USING btree ("workspace_id","ref","verdict","item_id");--> statement-breakpoint
CREATE INDEX "import_runs_created" ON "import_runs" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "actions_number" ON "actions" USING btree ("workspace_id","subject_kind","subject_id","number");--> statement-breakpoint
CREATE INDEX "actions_owner" ON "actions" USING btree ("workspace_id","owner_id","state","due_on");--> statement-breakpoint
CREATE INDEX "comments_subject" ON "comments" USING btree ("workspace_id","subject_kind","subject_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "nonconformities_number" ON "nonconformities" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "nonconformities_state" ON "nonconformities" USING btree ("workspace_id","state","grade");--> statement-breakpoint
CREATE INDEX "nonconformity_requirements_ref" ON "nonconformity_requirements" USING btree ("workspace_id","ref");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "requirements_owner" ON "requirements" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "soa_reasons_ref" ON "soa_reasons" USING btree ("workspace_id","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("workspace_id","token_hash");--> statement-breakpoint
CREATE INDEX "invitations_by_hash" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations" USING btree ("workspace_id","email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");