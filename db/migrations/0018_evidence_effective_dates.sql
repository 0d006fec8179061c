-- One look at the item of each new version, by its key: behind row-level security the planner takes a workspace for a handful
-- of items and would compare each of them with every new version.
create or replace function artifacts_added() returns trigger language plpgsql as $$
declare
  given record;
begin
  for given in
    select a.workspace_id, a.item_id, a.number, a.effective_on from added a
    where exists (
      select 1 from evidence_items e
      where e.workspace_id = a.workspace_id and e.id = a.item_id and e.current_artifact = a.number
        and e.effective_on is distinct from a.effective_on
      offset 0)
  loop
    update evidence_items e set effective_on = given.effective_on
      where e.workspace_id = given.workspace_id and e.id = given.item_id and e.current_artifact = given.number;
  end loop;
  return null;
end $$;
