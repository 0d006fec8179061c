import { CheckboxGroup } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Menu } from "@/components/ui/menu";
import { type ColumnList, columnChoices } from "@/lib/core/list-columns";
import { setColumnsAction } from "@/lib/views/actions";

/** The columns of a wide list; the choice is remembered for the person. */
export function ColumnsMenu({
  slug,
  list,
  query,
  shown,
}: {
  slug: string;
  list: ColumnList;
  query: string;
  shown: readonly string[];
}) {
  return (
    <Menu label="Columns" icon="columns" look="quiet" dense>
      <ActionForm action={setColumnsAction.bind(null, slug)} className="stack gap-3 p-3">
        <input type="hidden" name="list" value={list} />
        <input type="hidden" name="query" value={query} />
        <CheckboxGroup
          name="columns[]"
          legend="Show columns"
          options={[...columnChoices(list)]}
          defaultValue={shown}
        />
        <div className="row">
          <SubmitButton dense>Show columns</SubmitButton>
        </div>
      </ActionForm>
    </Menu>
  );
}
