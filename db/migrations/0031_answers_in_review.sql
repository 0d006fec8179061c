ALTER TABLE "request_evidence" ADD COLUMN "in_review_since" timestamp with time zone;--> statement-breakpoint
-- Given to the auditor or not is noted where the version was handed over; what was handed over stays as it is.
grant update (in_review_since) on request_evidence to carryover_app;
--> statement-breakpoint
alter table request_evidence no force row level security;
--> statement-breakpoint
alter table requests no force row level security;
--> statement-breakpoint
-- The newest answer of a request in internal review; the ones before it were given or sent back.
update request_evidence h set in_review_since = h.created_at
  from requests q
  where q.workspace_id = h.workspace_id and q.id = h.request_id and q.room_id is not null and q.state = 'internal_review'
    and h.taken_back_at is null
    and not exists (
      select 1 from request_evidence n
      where n.workspace_id = h.workspace_id and n.request_id = h.request_id
        and (n.created_at, n.artifact_number) > (h.created_at, h.artifact_number));
--> statement-breakpoint
alter table requests force row level security;
--> statement-breakpoint
alter table request_evidence force row level security;
