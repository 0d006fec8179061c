DROP INDEX "evidence_items_owner";--> statement-breakpoint
CREATE INDEX "evidence_items_owner" ON "evidence_items" USING btree ("workspace_id","owner_id","state","renew_on");