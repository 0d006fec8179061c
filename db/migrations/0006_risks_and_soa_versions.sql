CREATE TABLE "climate_determinations" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"relevant" boolean NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "context_issues" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"side" text NOT NULL,
	"title" text NOT NULL,
	"effect" text DEFAULT '' NOT NULL,
	"reviewed_on" date,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "context_issues_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "context_issues_side_list" CHECK ("side" in ('internal', 'external'))
);
--> statement-breakpoint
CREATE TABLE "interested_parties" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT '' NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "interested_parties_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "party_needs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"need" text NOT NULL,
	"answered" boolean,
	"how" text DEFAULT '' NOT NULL,
	"climate" boolean DEFAULT false NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "party_needs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "scope_statements" (
	"workspace_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"statement" text DEFAULT '' NOT NULL,
	"units" text DEFAULT '' NOT NULL,
	"sites" text DEFAULT '' NOT NULL,
	"remote_staff" boolean,
	"remote_work" text DEFAULT '' NOT NULL,
	"technology" text DEFAULT '' NOT NULL,
	"interfaces" text DEFAULT '' NOT NULL,
	"exclusions" text DEFAULT '' NOT NULL,
	"outsourced_development" boolean,
	"soc2_boundary" text DEFAULT '' NOT NULL,
	"soc2_difference" text DEFAULT '' NOT NULL,
	"change_reason" text DEFAULT '' NOT NULL,
	"content" text,
	"sha256" text,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scope_statements_workspace_id_number_pk" PRIMARY KEY("workspace_id","number"),
	CONSTRAINT "scope_statements_state" CHECK ("state" in ('draft', 'in_review', 'approved', 'superseded')),
	CONSTRAINT "scope_statements_frozen" CHECK (state not in ('approved', 'superseded') or (content is not null and sha256 is not null and approved_by is not null))
);
--> statement-breakpoint
CREATE TABLE "risk_acceptances" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"risk_id" uuid NOT NULL,
	"assessment_number" integer NOT NULL,
	"accepted_by" uuid NOT NULL,
	"above_criterion" boolean NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"expires_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "risk_acceptances_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "risk_acceptances_reason" CHECK (not above_criterion or (reason <> '' and expires_on is not null))
);
--> statement-breakpoint
CREATE TABLE "risk_assessments" (
	"workspace_id" uuid NOT NULL,
	"risk_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"method_number" integer NOT NULL,
	"likelihood_axis" text DEFAULT 'likelihood' NOT NULL,
	"likelihood" integer NOT NULL,
	"consequence_axis" text DEFAULT 'consequence' NOT NULL,
	"consequence" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"assessed_by" uuid NOT NULL,
	"assessed_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "risk_assessments_workspace_id_risk_id_number_pk" PRIMARY KEY("workspace_id","risk_id","number"),
	CONSTRAINT "risk_assessments_kind" CHECK ("kind" in ('inherent', 'residual')),
	CONSTRAINT "risk_assessments_axes" CHECK (likelihood_axis = 'likelihood' and consequence_axis = 'consequence')
);
--> statement-breakpoint
CREATE TABLE "risk_bands" (
	"workspace_id" uuid NOT NULL,
	"method_number" integer NOT NULL,
	"to_score" integer NOT NULL,
	"label" text NOT NULL,
	"tone" text NOT NULL,
	CONSTRAINT "risk_bands_workspace_id_method_number_to_score_pk" PRIMARY KEY("workspace_id","method_number","to_score"),
	CONSTRAINT "risk_bands_tone" CHECK ("tone" in ('ok', 'progress', 'due', 'gap', 'review', 'none')),
	CONSTRAINT "risk_bands_to" CHECK (to_score between 1 and 25)
);
--> statement-breakpoint
CREATE TABLE "risk_controls" (
	"workspace_id" uuid NOT NULL,
	"risk_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "risk_controls_workspace_id_risk_id_ref_pk" PRIMARY KEY("workspace_id","risk_id","ref")
);
--> statement-breakpoint
CREATE TABLE "risk_levels" (
	"workspace_id" uuid NOT NULL,
	"method_number" integer NOT NULL,
	"axis" text NOT NULL,
	"level" integer NOT NULL,
	"label" text NOT NULL,
	"criterion" text DEFAULT '' NOT NULL,
	CONSTRAINT "risk_levels_workspace_id_method_number_axis_level_pk" PRIMARY KEY("workspace_id","method_number","axis","level"),
	CONSTRAINT "risk_levels_axis" CHECK ("axis" in ('likelihood', 'consequence')),
	CONSTRAINT "risk_levels_level" CHECK (level between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "risk_methods" (
	"workspace_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"approach" text DEFAULT '' NOT NULL,
	"when_to_assess" text DEFAULT '' NOT NULL,
	"acceptance_max" integer NOT NULL,
	"acceptance_criterion" text DEFAULT '' NOT NULL,
	"change_reason" text DEFAULT '' NOT NULL,
	"sha256" text,
	"submitted_by" uuid,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "risk_methods_workspace_id_number_pk" PRIMARY KEY("workspace_id","number"),
	CONSTRAINT "risk_methods_state" CHECK ("state" in ('draft', 'in_review', 'approved', 'superseded'))
);
--> statement-breakpoint
CREATE TABLE "risk_snapshots" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"taken_by" uuid NOT NULL,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "risk_snapshots_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "risks" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"asset" text DEFAULT '' NOT NULL,
	"cause" text DEFAULT '' NOT NULL,
	"consequence" text DEFAULT '' NOT NULL,
	"confidentiality" boolean DEFAULT false NOT NULL,
	"integrity" boolean DEFAULT false NOT NULL,
	"availability" boolean DEFAULT false NOT NULL,
	"owner_id" uuid,
	"state" text DEFAULT 'identified' NOT NULL,
	"treatment" text,
	"treatment_note" text DEFAULT '' NOT NULL,
	"target_on" date,
	"review_on" date,
	"plan_approved_by" uuid,
	"plan_approved_at" timestamp with time zone,
	"scenario" text,
	"archived_at" timestamp with time zone,
	"archive_reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "risks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "risks_state" CHECK ("state" in ('identified', 'assessed', 'treatment_chosen', 'plan_approved', 'treating', 'residual_accepted')),
	CONSTRAINT "risks_treatment" CHECK ("treatment" in ('modify', 'retain', 'avoid', 'share'))
);
--> statement-breakpoint
CREATE TABLE "soa_exports" (
	"workspace_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"profile" text NOT NULL,
	"format" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "soa_exports_workspace_id_version_id_profile_format_pk" PRIMARY KEY("workspace_id","version_id","profile","format"),
	CONSTRAINT "soa_exports_profile" CHECK ("profile" in ('internal', 'shareable'))
);
--> statement-breakpoint
CREATE TABLE "soa_suggestion_dismissals" (
	"workspace_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"field" text NOT NULL,
	"basis" text NOT NULL,
	"dismissed_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "soa_suggestion_dismissals_workspace_id_ref_field_pk" PRIMARY KEY("workspace_id","ref","field")
);
--> statement-breakpoint
CREATE TABLE "soa_versions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"major" integer NOT NULL,
	"minor" integer NOT NULL,
	"state" text DEFAULT 'in_review' NOT NULL,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"change_reason" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"returned_by" uuid,
	"returned_at" timestamp with time zone,
	"return_reason" text DEFAULT '' NOT NULL,
	"approved_by" uuid,
	"approver_name" text DEFAULT '' NOT NULL,
	"approver_role" text DEFAULT '' NOT NULL,
	"approved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "soa_versions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "soa_versions_state" CHECK ("state" in ('draft', 'in_review', 'approved', 'superseded')),
	CONSTRAINT "soa_versions_approver" CHECK (state not in ('approved', 'superseded') or (approved_by is not null and approved_at is not null))
);
--> statement-breakpoint
CREATE TABLE "obligation_controls" (
	"workspace_id" uuid NOT NULL,
	"obligation_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "obligation_controls_workspace_id_obligation_id_ref_pk" PRIMARY KEY("workspace_id","obligation_id","ref")
);
--> statement-breakpoint
CREATE TABLE "obligations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"review_on" date,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "obligations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "obligations_kind" CHECK ("kind" in ('law', 'regulation', 'contract', 'customer_commitment'))
);
--> statement-breakpoint
CREATE TABLE "reliance_controls" (
	"workspace_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "reliance_controls_workspace_id_statement_id_ref_pk" PRIMARY KEY("workspace_id","statement_id","ref")
);
--> statement-breakpoint
CREATE TABLE "reliance_statements" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"attestation_id" uuid NOT NULL,
	"services" text DEFAULT '' NOT NULL,
	"covers" text NOT NULL,
	"gaps" text DEFAULT '' NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"reviewed_on" date NOT NULL,
	"next_review_on" date NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reliance_statements_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "supplier_attestations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"issuer" text DEFAULT '' NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"period_from" date,
	"period_to" date,
	"valid_until" date,
	"exceptions" text DEFAULT '' NOT NULL,
	"item_id" uuid,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "supplier_attestations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "supplier_attestations_kind" CHECK ("kind" in ('soc2_type1', 'soc2_type2', 'iso27001', 'bridge_letter', 'penetration_test', 'questionnaire', 'other'))
);
--> statement-breakpoint
CREATE TABLE "supplier_reviews" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"started_by" uuid NOT NULL,
	"due_on" date,
	"findings" text DEFAULT '' NOT NULL,
	"decision" text,
	"conditions" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "supplier_reviews_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "supplier_reviews_decision" CHECK ("decision" in ('accept', 'conditions', 'reject'))
);
--> statement-breakpoint
CREATE TABLE "suppliers" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"service" text DEFAULT '' NOT NULL,
	"tier" text DEFAULT 'standard' NOT NULL,
	"ict" boolean DEFAULT false NOT NULL,
	"data_types" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"contract_ref" text DEFAULT '' NOT NULL,
	"clause_security" text DEFAULT 'unknown' NOT NULL,
	"clause_notification" text DEFAULT 'unknown' NOT NULL,
	"clause_audit" text DEFAULT 'unknown' NOT NULL,
	"clause_subprocessing" text DEFAULT 'unknown' NOT NULL,
	"clause_exit" text DEFAULT 'unknown' NOT NULL,
	"incident_procedure" text DEFAULT '' NOT NULL,
	"exit_note" text DEFAULT '' NOT NULL,
	"next_review_on" date,
	"ended_on" date,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppliers_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "suppliers_tier_list" CHECK ("tier" in ('critical', 'important', 'standard')),
	CONSTRAINT "suppliers_clause_security" CHECK ("clause_security" in ('unknown', 'present', 'absent', 'not_needed')),
	CONSTRAINT "suppliers_clause_notification" CHECK ("clause_notification" in ('unknown', 'present', 'absent', 'not_needed')),
	CONSTRAINT "suppliers_clause_audit" CHECK ("clause_audit" in ('unknown', 'present', 'absent', 'not_needed')),
	CONSTRAINT "suppliers_clause_subprocessing" CHECK ("clause_subprocessing" in ('unknown', 'present', 'absent', 'not_needed')),
	CONSTRAINT "suppliers_clause_exit" CHECK ("clause_exit" in ('unknown', 'present', 'absent', 'not_needed'))
);
--> statement-breakpoint
CREATE TABLE "user_entity_controls" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"text" text NOT NULL,
	"ref" text,
	"owner_id" uuid,
	"state" text DEFAULT 'open' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "user_entity_controls_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "user_entity_controls_state" CHECK ("state" in ('open', 'in_place', 'not_relevant'))
);
--> statement-breakpoint
ALTER TABLE "climate_determinations" ADD CONSTRAINT "climate_determinations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "climate_determinations" ADD CONSTRAINT "climate_determinations_workspace_id_decided_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "context_issues" ADD CONSTRAINT "context_issues_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interested_parties" ADD CONSTRAINT "interested_parties_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_needs" ADD CONSTRAINT "party_needs_workspace_id_party_id_interested_parties_workspace_id_id_fk" FOREIGN KEY ("workspace_id","party_id") REFERENCES "public"."interested_parties"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_statements" ADD CONSTRAINT "scope_statements_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_statements" ADD CONSTRAINT "scope_statements_workspace_id_submitted_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","submitted_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_statements" ADD CONSTRAINT "scope_statements_workspace_id_approved_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","approved_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_acceptances" ADD CONSTRAINT "risk_acceptances_assessment_fk" FOREIGN KEY ("workspace_id","risk_id","assessment_number") REFERENCES "public"."risk_assessments"("workspace_id","risk_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_acceptances" ADD CONSTRAINT "risk_acceptances_workspace_id_accepted_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","accepted_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_assessments" ADD CONSTRAINT "risk_assessments_workspace_id_risk_id_risks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","risk_id") REFERENCES "public"."risks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_assessments" ADD CONSTRAINT "risk_assessments_likelihood_fk" FOREIGN KEY ("workspace_id","method_number","likelihood_axis","likelihood") REFERENCES "public"."risk_levels"("workspace_id","method_number","axis","level") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_assessments" ADD CONSTRAINT "risk_assessments_consequence_fk" FOREIGN KEY ("workspace_id","method_number","consequence_axis","consequence") REFERENCES "public"."risk_levels"("workspace_id","method_number","axis","level") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_assessments" ADD CONSTRAINT "risk_assessments_workspace_id_assessed_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","assessed_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_bands" ADD CONSTRAINT "risk_bands_workspace_id_method_number_risk_methods_workspace_id_number_fk" FOREIGN KEY ("workspace_id","method_number") REFERENCES "public"."risk_methods"("workspace_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_controls" ADD CONSTRAINT "risk_controls_workspace_id_risk_id_risks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","risk_id") REFERENCES "public"."risks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_controls" ADD CONSTRAINT "risk_controls_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_levels" ADD CONSTRAINT "risk_levels_workspace_id_method_number_risk_methods_workspace_id_number_fk" FOREIGN KEY ("workspace_id","method_number") REFERENCES "public"."risk_methods"("workspace_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_methods" ADD CONSTRAINT "risk_methods_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_methods" ADD CONSTRAINT "risk_methods_workspace_id_submitted_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","submitted_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_methods" ADD CONSTRAINT "risk_methods_workspace_id_approved_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","approved_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_snapshots" ADD CONSTRAINT "risk_snapshots_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_snapshots" ADD CONSTRAINT "risk_snapshots_workspace_id_taken_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","taken_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risks" ADD CONSTRAINT "risks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risks" ADD CONSTRAINT "risks_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risks" ADD CONSTRAINT "risks_workspace_id_plan_approved_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","plan_approved_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_exports" ADD CONSTRAINT "soa_exports_workspace_id_version_id_soa_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."soa_versions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_exports" ADD CONSTRAINT "soa_exports_workspace_id_sha256_blobs_workspace_id_sha256_fk" FOREIGN KEY ("workspace_id","sha256") REFERENCES "public"."blobs"("workspace_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_suggestion_dismissals" ADD CONSTRAINT "soa_suggestion_dismissals_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_suggestion_dismissals" ADD CONSTRAINT "soa_suggestion_dismissals_workspace_id_dismissed_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","dismissed_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_versions" ADD CONSTRAINT "soa_versions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_versions" ADD CONSTRAINT "soa_versions_workspace_id_submitted_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","submitted_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_versions" ADD CONSTRAINT "soa_versions_workspace_id_returned_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","returned_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soa_versions" ADD CONSTRAINT "soa_versions_workspace_id_approved_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","approved_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation_controls" ADD CONSTRAINT "obligation_controls_workspace_id_obligation_id_obligations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","obligation_id") REFERENCES "public"."obligations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation_controls" ADD CONSTRAINT "obligation_controls_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliance_controls" ADD CONSTRAINT "reliance_controls_workspace_id_statement_id_reliance_statements_workspace_id_id_fk" FOREIGN KEY ("workspace_id","statement_id") REFERENCES "public"."reliance_statements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliance_controls" ADD CONSTRAINT "reliance_controls_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliance_statements" ADD CONSTRAINT "reliance_statements_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliance_statements" ADD CONSTRAINT "reliance_statements_workspace_id_supplier_id_suppliers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","supplier_id") REFERENCES "public"."suppliers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliance_statements" ADD CONSTRAINT "reliance_statements_attestation_fk" FOREIGN KEY ("workspace_id","attestation_id") REFERENCES "public"."supplier_attestations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reliance_statements" ADD CONSTRAINT "reliance_statements_workspace_id_reviewed_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","reviewed_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_attestations" ADD CONSTRAINT "supplier_attestations_workspace_id_supplier_id_suppliers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","supplier_id") REFERENCES "public"."suppliers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_attestations" ADD CONSTRAINT "supplier_attestations_workspace_id_item_id_evidence_items_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."evidence_items"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_reviews" ADD CONSTRAINT "supplier_reviews_workspace_id_supplier_id_suppliers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","supplier_id") REFERENCES "public"."suppliers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_reviews" ADD CONSTRAINT "supplier_reviews_workspace_id_started_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","started_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_reviews" ADD CONSTRAINT "supplier_reviews_workspace_id_decided_by_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppliers" ADD CONSTRAINT "suppliers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppliers" ADD CONSTRAINT "suppliers_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_entity_controls" ADD CONSTRAINT "user_entity_controls_workspace_id_statement_id_reliance_statements_workspace_id_id_fk" FOREIGN KEY ("workspace_id","statement_id") REFERENCES "public"."reliance_statements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_entity_controls" ADD CONSTRAINT "user_entity_controls_workspace_id_ref_requirements_workspace_id_ref_fk" FOREIGN KEY ("workspace_id","ref") REFERENCES "public"."requirements"("workspace_id","ref") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_entity_controls" ADD CONSTRAINT "user_entity_controls_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "context_issues_side" ON "context_issues" USING btree ("workspace_id","side");--> statement-breakpoint
CREATE INDEX "party_needs_party" ON "party_needs" USING btree ("workspace_id","party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scope_statements_working" ON "scope_statements" USING btree ("workspace_id") WHERE state in ('draft', 'in_review');--> statement-breakpoint
CREATE UNIQUE INDEX "scope_statements_approved" ON "scope_statements" USING btree ("workspace_id") WHERE state = 'approved';--> statement-breakpoint
CREATE INDEX "risk_acceptances_risk" ON "risk_acceptances" USING btree ("workspace_id","risk_id","created_at");--> statement-breakpoint
CREATE INDEX "risk_controls_ref" ON "risk_controls" USING btree ("workspace_id","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "risk_methods_working" ON "risk_methods" USING btree ("workspace_id") WHERE state in ('draft', 'in_review');--> statement-breakpoint
CREATE UNIQUE INDEX "risk_methods_approved" ON "risk_methods" USING btree ("workspace_id") WHERE state = 'approved';--> statement-breakpoint
CREATE INDEX "risk_snapshots_created" ON "risk_snapshots" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "risks_number" ON "risks" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "risks_owner" ON "risks" USING btree ("workspace_id","owner_id","state");--> statement-breakpoint
CREATE INDEX "soa_exports_blob" ON "soa_exports" USING btree ("workspace_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "soa_versions_in_review" ON "soa_versions" USING btree ("workspace_id") WHERE state = 'in_review';--> statement-breakpoint
CREATE UNIQUE INDEX "soa_versions_approved" ON "soa_versions" USING btree ("workspace_id") WHERE state = 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "soa_versions_number" ON "soa_versions" USING btree ("workspace_id","major","minor") WHERE state in ('approved', 'superseded');--> statement-breakpoint
CREATE INDEX "soa_versions_created" ON "soa_versions" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "obligation_controls_ref" ON "obligation_controls" USING btree ("workspace_id","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "obligations_number" ON "obligations" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "reliance_controls_ref" ON "reliance_controls" USING btree ("workspace_id","ref");--> statement-breakpoint
CREATE INDEX "reliance_statements_supplier" ON "reliance_statements" USING btree ("workspace_id","supplier_id");--> statement-breakpoint
CREATE INDEX "supplier_attestations_supplier" ON "supplier_attestations" USING btree ("workspace_id","supplier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_reviews_open" ON "supplier_reviews" USING btree ("workspace_id","supplier_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "supplier_reviews_supplier" ON "supplier_reviews" USING btree ("workspace_id","supplier_id","created_at");--> statement-breakpoint
CREATE INDEX "suppliers_tier" ON "suppliers" USING btree ("workspace_id","tier");--> statement-breakpoint
CREATE INDEX "user_entity_controls_statement" ON "user_entity_controls" USING btree ("workspace_id","statement_id");