-- Behind row-level security an index is searched only by comparisons that cannot leak, which lower() is not known to be.
drop index "evidence_items_by_reference";--> statement-breakpoint
drop index "evidence_items_by_title";--> statement-breakpoint
create index "evidence_items_by_reference" on "evidence_items" using btree ("workspace_id",reference collate "und-x-icu","id");--> statement-breakpoint
create index "evidence_items_by_title" on "evidence_items" using btree ("workspace_id",title collate "und-x-icu","id");
