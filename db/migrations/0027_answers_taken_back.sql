ALTER TABLE "request_evidence" ADD COLUMN "taken_back_at" timestamp with time zone;--> statement-breakpoint
-- What was handed over stays as it is; only that it was sent back before the auditor saw it is noted.
grant update (taken_back_at) on request_evidence to carryover_app;
