CREATE TABLE "finding_answers" (
	"workspace_id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"part" text NOT NULL,
	"round" integer NOT NULL,
	"body" text NOT NULL,
	"member_id" uuid NOT NULL,
	"verdict" text DEFAULT 'waiting' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"auditor_id" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "finding_answers_workspace_id_finding_id_part_round_pk" PRIMARY KEY("workspace_id","finding_id","part","round"),
	CONSTRAINT "finding_answers_part" CHECK ("part" in ('correction', 'action')),
	CONSTRAINT "finding_answers_verdict" CHECK ("verdict" in ('waiting', 'accepted', 'returned')),
	CONSTRAINT "finding_answers_decided" CHECK ((verdict = 'waiting') = (decided_at is null) and (decided_at is null) = (auditor_id is null))
);
--> statement-breakpoint
ALTER TABLE "nonconformities" DROP CONSTRAINT "nonconformities_source";--> statement-breakpoint
ALTER TABLE "findings" DROP CONSTRAINT "findings_state_list";--> statement-breakpoint
ALTER TABLE "findings" ALTER COLUMN "number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ALTER COLUMN "state" SET DEFAULT 'draft';--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "raised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_workspace_id_finding_id_findings_workspace_id_id_fk" FOREIGN KEY ("workspace_id","finding_id") REFERENCES "public"."findings"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_workspace_id_member_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_workspace_id_auditor_id_room_auditors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","auditor_id") REFERENCES "public"."room_auditors"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "findings_nonconformity" ON "findings" USING btree ("workspace_id","nonconformity_id");--> statement-breakpoint
ALTER TABLE "nonconformities" ADD CONSTRAINT "nonconformities_source" CHECK ("source" in ('internal_audit', 'stage1', 'stage2', 'surveillance', 'soc2_audit', 'incident', 'monitoring', 'supplier', 'complaint', 'management_review', 'self'));--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_numbered" CHECK ((number is not null) = (raised_at is not null));--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_draft_has_no_number" CHECK (number is not null or state in ('draft', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_taken_over" CHECK (nonconformity_id is not null or state <> 'taken_over');--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_state_list" CHECK ("state" in ('draft', 'raised', 'taken_over', 'withdrawn'));