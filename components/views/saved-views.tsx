import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { Checkbox, Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Menu, MenuLink } from "@/components/ui/menu";
import { ColumnsMenu } from "@/components/views/columns-menu";
import { ViewRow } from "@/components/views/view-row";
import { type ColumnList, columnsText, shownColumns } from "@/lib/core/list-columns";
import {
  type ListViews,
  type SavedView,
  type ViewList,
  viewAddress,
  viewQuery,
} from "@/lib/core/saved-views";
import { saveViewAction } from "@/lib/views/actions";

type Shown = {
  slug: string;
  list: ViewList;
  /** Query string of the list as it is shown. */
  query: string;
  kept: ListViews;
};

/** What the address asks for, as one text: pages get it in pieces. */
export function queryText(query: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const first = typeof value === "object" ? value[0] : value;
    return first === undefined ? [] : [[name, first]];
  });
  return new URLSearchParams(pairs).toString();
}

function columnsOf(columns: ColumnList, query: string, kept: ListViews): readonly string[] {
  return shownColumns(columns, new URLSearchParams(query).get("cols"), kept.columns);
}

/** The query with the columns as they are shown: a view keeps them, whatever is chosen for the list later. */
function withColumns(query: string, columns: ColumnList, shown: readonly string[]): string {
  const params = new URLSearchParams(query);
  params.set("cols", columnsText(columns, shown));
  return params.toString();
}

const START = { label: "Opens first", tone: "progress", icon: "half" } as const;

function SaveForm({ slug, list, query, current }: Shown & { current: SavedView | undefined }) {
  return (
    <ActionForm action={saveViewAction.bind(null, slug)}>
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="query" value={query} />
      <Field
        name="name"
        label="Name"
        help="Filters, order and columns are kept. A view of that name is replaced."
        required
      >
        <Input defaultValue={current?.name} autoComplete="off" />
      </Field>
      <Checkbox
        name="isStart"
        label="Open this list with it"
        help="The sidebar then leads to this view."
        defaultChecked={current?.isStart ?? false}
      />
      <div className="row">
        <SubmitButton>Save view</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** A person's own views of one list: open, save, rename, delete, and the one that the sidebar opens. */
export function SavedViews(props: Shown & { columns?: ColumnList }): ReactNode {
  const { slug, list, kept, columns } = props;
  const query = viewQuery(list, new URLSearchParams(props.query));
  const shown = columns === undefined ? [] : columnsOf(columns, query, kept);
  const current = kept.views.find((view) => view.query === query && query !== "");
  return (
    <>
      <Menu label={current?.name ?? "Views"} look="quiet" dense>
        {kept.views.map((view) => (
          <MenuLink
            key={view.id}
            href={viewAddress(slug, list, view.query)}
            current={view.id === current?.id}
          >
            <span className="ell">{view.name}</span>
            {view.isStart ? <Badge status={START} /> : null}
          </MenuLink>
        ))}
        {kept.views.length === 0 ? <p className="sm i3 px-2 py-1">No view of your own yet.</p> : null}
        <div className="stack gap-1 p-1">
          <DialogTrigger dialog={`save-view-${list}`} look="quiet" dense className="justify-start">
            Save this view
          </DialogTrigger>
          {kept.views.length === 0 ? null : (
            <DialogTrigger dialog={`own-views-${list}`} look="quiet" dense className="justify-start">
              Rename or delete views
            </DialogTrigger>
          )}
        </div>
      </Menu>
      {columns === undefined ? null : (
        <ColumnsMenu key={kept.mark} slug={slug} list={columns} query={query} shown={shown} />
      )}
      <Dialog key={`save ${kept.mark} ${query}`} id={`save-view-${list}`} title="Save this view">
        <SaveForm
          {...props}
          query={columns === undefined ? query : withColumns(query, columns, shown)}
          current={current}
        />
      </Dialog>
      {kept.views.length === 0 ? null : (
        <Dialog key={`own ${kept.mark}`} id={`own-views-${list}`} title="Your views of this list">
          <ul className="stack">
            {kept.views.map((view) => (
              <ViewRow key={view.id} slug={slug} view={view} />
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
