ALTER TABLE "findings" DROP CONSTRAINT "findings_workspace_id_correction_accepted_by_room_auditors_workspace_id_id_fk";
--> statement-breakpoint
ALTER TABLE "findings" DROP CONSTRAINT "findings_workspace_id_action_accepted_by_room_auditors_workspace_id_id_fk";
--> statement-breakpoint
ALTER TABLE "findings" DROP COLUMN "correction_accepted_by";--> statement-breakpoint
ALTER TABLE "findings" DROP COLUMN "correction_accepted_at";--> statement-breakpoint
ALTER TABLE "findings" DROP COLUMN "action_accepted_by";--> statement-breakpoint
ALTER TABLE "findings" DROP COLUMN "action_accepted_at";--> statement-breakpoint
-- The locks for findings. A finding without a number is a draft: only its room reads it, the team does not. What hangs on a
-- finding is seen where the finding is seen.
call protect_tenant_table('finding_answers', 'select, insert, update');
--> statement-breakpoint
create policy drafts on findings as restrictive for select to carryover_app using (
  workspace_id = (select app_workspace())
  and ((select app_room()) is not null or number is not null)
);
--> statement-breakpoint
create policy room on finding_answers as restrictive for all to carryover_app
  using (workspace_id = (select app_workspace()) and exists (
    select 1 from findings f where f.workspace_id = finding_answers.workspace_id and f.id = finding_answers.finding_id))
  with check (workspace_id = (select app_workspace()) and exists (
    select 1 from findings f where f.workspace_id = finding_answers.workspace_id and f.id = finding_answers.finding_id));
--> statement-breakpoint
create policy room on finding_requirements as restrictive for all to carryover_app
  using (workspace_id = (select app_workspace()) and exists (
    select 1 from findings f where f.workspace_id = finding_requirements.workspace_id and f.id = finding_requirements.finding_id))
  with check (workspace_id = (select app_workspace()) and exists (
    select 1 from findings f where f.workspace_id = finding_requirements.workspace_id and f.id = finding_requirements.finding_id));
