-- enqueue_job: the only door from the application's role to the job queue. The migrator installs graphile_worker's
-- tables before it applies db/migrations, runs each file as carryover_owner, and lends CREATE on public to
-- carryover_audit and carryover_jobs for the length of the file, so "alter ... owner to" works for both.
create function enqueue_job(task text, payload json, options json default '{}')
returns bigint
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (graphile_worker.add_job(
    identifier => task,
    payload => payload,
    queue_name => options ->> 'queueName',
    run_at => (options ->> 'runAt')::timestamptz,
    max_attempts => (options ->> 'maxAttempts')::int,
    job_key => options ->> 'jobKey',
    priority => (options ->> 'priority')::int,
    job_key_mode => coalesce(options ->> 'jobKeyMode', 'replace')
  )).id;
end
$$;
--> statement-breakpoint
revoke all on function enqueue_job(text, json, json) from public;
--> statement-breakpoint
grant execute on function enqueue_job(text, json, json) to carryover_app, carryover_auth;
--> statement-breakpoint
alter function enqueue_job(text, json, json) owner to carryover_jobs;
