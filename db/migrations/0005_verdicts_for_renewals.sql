ALTER TABLE "artifacts" ADD COLUMN "counted_rows" integer;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD COLUMN "seen_artifact" integer;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD COLUMN "for_renewals" boolean DEFAULT false NOT NULL;