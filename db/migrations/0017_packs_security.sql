-- The two locks for the tables of 0016. Checkpoints are append-only like the log that they stand for, also for the tables' owner.
call protect_tenant_table('activity_checkpoints', 'select, insert');
--> statement-breakpoint
create trigger activity_checkpoints_are_append_only before update or delete or truncate on activity_checkpoints
  for each statement execute function refuse_change();
--> statement-breakpoint
call protect_tenant_table('packs', 'select, insert, update');
