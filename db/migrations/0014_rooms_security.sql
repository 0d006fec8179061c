-- The two locks for the tables of 0013, and a third one: inside a room (app.room_id is set) no row of another room can be
-- read or written, and what belongs to the team alone cannot be read at all, whatever a query forgets.
create function app_room() returns uuid language sql stable parallel safe
  set search_path = pg_catalog
  as $$ select nullif(current_setting('app.room_id', true), '')::uuid $$;
--> statement-breakpoint
revoke all on function app_room() from public;
--> statement-breakpoint
grant execute on function app_room() to carryover_app;
--> statement-breakpoint
-- Confines one table to the room of the transaction; outside rooms it changes nothing.
create procedure confine_to_room(target regclass, room_column text) language plpgsql as $$
declare
  rule text := format('workspace_id = (select app_workspace()) and ((select app_room()) is null or %I = (select app_room()))', room_column);
begin
  execute format('create policy room on %s as restrictive for all to carryover_app using (%s) with check (%s)', target, rule, rule);
end $$;
--> statement-breakpoint
-- Takes one table out of every room.
create procedure keep_out_of_rooms(target regclass) language plpgsql as $$
begin
  execute format('create policy room on %s as restrictive for select to carryover_app using (workspace_id = (select app_workspace()) and (select app_room()) is null)', target);
end $$;
--> statement-breakpoint
revoke all on procedure confine_to_room(regclass, text), keep_out_of_rooms(regclass) from public;
--> statement-breakpoint
call protect_tenant_table('rooms', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('room_auditors', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('room_invitations', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('room_sessions', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('room_grants', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('room_views', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('room_messages', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('findings', 'select, insert, update');
--> statement-breakpoint
call protect_tenant_table('finding_requirements', 'select, insert, delete');
--> statement-breakpoint
call protect_tenant_table('samples', 'select, insert');
--> statement-breakpoint
call protect_tenant_table('sample_items', 'select, insert, update');
--> statement-breakpoint
call confine_to_room('rooms', 'id');
--> statement-breakpoint
call confine_to_room('room_auditors', 'room_id');
--> statement-breakpoint
call confine_to_room('room_invitations', 'room_id');
--> statement-breakpoint
call confine_to_room('room_sessions', 'room_id');
--> statement-breakpoint
call confine_to_room('room_grants', 'room_id');
--> statement-breakpoint
call confine_to_room('room_views', 'room_id');
--> statement-breakpoint
call confine_to_room('room_messages', 'room_id');
--> statement-breakpoint
call confine_to_room('findings', 'room_id');
--> statement-breakpoint
call confine_to_room('samples', 'room_id');
--> statement-breakpoint
call confine_to_room('requests', 'room_id');
--> statement-breakpoint
call keep_out_of_rooms('comments');
--> statement-breakpoint
call keep_out_of_rooms('comment_mentions');
--> statement-breakpoint
call keep_out_of_rooms('notifications');
--> statement-breakpoint
set local role carryover_audit;
--> statement-breakpoint
create policy room on activity as restrictive for select to carryover_app using (workspace_id = (select app_workspace()) and (select app_room()) is null);
--> statement-breakpoint
set local role carryover_owner;
--> statement-breakpoint
call keep_out_of_rooms('invitations');
--> statement-breakpoint
call keep_out_of_rooms('soa_rows');
--> statement-breakpoint
create policy room on evidence_items as restrictive for select to carryover_app using (
  workspace_id = (select app_workspace())
  and ((select app_room()) is null or state in ('submitted', 'accepted'))
);
--> statement-breakpoint
-- The lookups that come before a workspace is known: by the hash of a link, of a session, or by a proven address.
create policy lookup on rooms for select to carryover_auth using (true);
--> statement-breakpoint
create policy lookup on room_auditors for select to carryover_auth using (true);
--> statement-breakpoint
create policy lookup on room_invitations for select to carryover_auth using (true);
--> statement-breakpoint
create policy lookup on room_sessions for select to carryover_auth using (true);
--> statement-breakpoint
grant select on rooms, room_auditors, room_invitations, room_sessions to carryover_auth;
--> statement-breakpoint
revoke all on room_devices, room_codes from public;
--> statement-breakpoint
grant select, insert, update, delete on room_devices, room_codes to carryover_auth;
