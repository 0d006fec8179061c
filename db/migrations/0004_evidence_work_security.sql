-- The two locks for the tables of 0003. Evidence stays append-only: no right to change or delete an artifact is given.
call protect_tenant_table('blobs', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('uploads', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('workspace_transfers', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('import_files', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('import_mappings', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('requests', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('request_requirements', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('request_evidence', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('comment_mentions', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('notifications', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('notification_settings', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('pair_reviews', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('requirement_proposals', 'select, insert, update');
