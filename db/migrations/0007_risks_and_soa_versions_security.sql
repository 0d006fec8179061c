-- The two locks for the tables of 0006. Histories are append-only: assessments, acceptances, snapshots and exported bytes cannot be changed.
call protect_tenant_table('climate_determinations', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('context_issues', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('interested_parties', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('party_needs', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('scope_statements', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('risk_methods', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('risk_levels', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('risk_bands', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('risks', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('risk_assessments', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('risk_controls', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('risk_acceptances', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('risk_snapshots', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('obligations', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('obligation_controls', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('suppliers', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('supplier_attestations', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('supplier_reviews', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('reliance_statements', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('reliance_controls', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('user_entity_controls', 'select, insert, update, delete');
--> statement-breakpoint
call protect_tenant_table('soa_versions', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('soa_exports', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('soa_suggestion_dismissals', 'select, insert, update, delete');
