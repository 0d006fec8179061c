import type { Metadata } from "next";
import { ControlsScreen } from "@/components/controls/controls-screen";
import { RequirementDrawer } from "@/components/controls/requirement-drawer";
import { panelOf } from "@/components/controls/requirement-panel";
import { queryText, SavedViews } from "@/components/views/saved-views";
import { pageScope } from "@/lib/auth/page-scope";
import { holds, mayEditOwned } from "@/lib/core/access";
import { shownColumns } from "@/lib/core/list-columns";
import { directionsOf, overlapTable } from "@/lib/core/requirement-detail";
import { filterContext } from "@/lib/core/requirement-filters";
import { groupRows, listRows, type Query, readView, rowsOfKind, viewHref } from "@/lib/core/requirement-list";
import { requirementRights } from "@/lib/core/requirement-rights";
import { listChips, listTabs } from "@/lib/core/requirement-tabs";
import { listAttachOptions } from "@/lib/requirements/queries/attach";
import { getControls } from "@/lib/requirements/queries/controls";

export const metadata: Metadata = { title: "Controls" };

function text(value: Query[string]): string {
  return typeof value === "string" ? value : "";
}

/** The list of controls, clauses and criteria; `?open=` shows one beside it, `do=` opens one of its forms. */
export default async function ControlsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Query>;
}) {
  const [{ slug }, query] = await Promise.all([params, searchParams]);
  const scope = await pageScope(slug, "workspace:read", "requirement:read", "evidence:read");
  const view = readView(query);
  const now = new Date();
  const data = await getControls(scope, now, text(query.open) || null);
  const { workspace, rows, today, crosswalk, open, views: kept } = data;
  const people = data.members.map(({ userId, name }) => ({ userId, name }));
  const names = new Map(
    rows.flatMap((row) => (row.ownerId && row.ownerName ? [[row.ownerId, row.ownerName]] : [])),
  );
  for (const person of people) names.set(person.userId, person.name);
  const context = filterContext(crosswalk, today);
  const shown = listRows(rows, view, context);
  const overlapOf = overlapTable(crosswalk);
  const rights = open === null ? null : requirementRights(scope, open.row);
  const panel = rights === null ? null : panelOf(text(query.do), rights);
  const find = text(query.find).trim();
  const attach =
    open === null || panel !== "attach"
      ? null
      : await listAttachOptions(scope, { ref: open.row.ref, q: find, now });
  return (
    <ControlsScreen
      workspace={workspace}
      view={view}
      tabs={listTabs(rows, view, context)}
      chips={listChips(view, names)}
      groups={groupRows(shown, rows, view, context)}
      shown={shown}
      total={rowsOfKind(rows, view.kind, context).length}
      extras={
        new Map(
          shown.map((row) => [
            row.ref,
            {
              overlap: overlapOf(row.ref),
              mayRecord: holds(scope, "requirement:write") && mayEditOwned(scope, row.ownerId),
            },
          ]),
        )
      }
      people={people}
      today={today}
      open={open?.row.ref ?? null}
      columns={shownColumns("controls", view.cols, kept.columns)}
      views={
        <SavedViews slug={slug} list="controls" query={queryText(query)} kept={kept} columns="controls" />
      }
      may={{
        record: holds(scope, "requirement:write"),
        assign: holds(scope, "requirement:assign"),
        attach: holds(scope, "evidence:write"),
      }}
      drawer={
        open === null || rights === null ? null : (
          <RequirementDrawer
            key={open.row.ref}
            slug={workspace.slug}
            open={open}
            directions={directionsOf(open.row.ref, rows, crosswalk)}
            today={today}
            view={view}
            shown={shown}
            rights={rights}
            panel={panel}
            people={people}
            attach={
              attach === null
                ? null
                : {
                    ...attach,
                    slug: workspace.slug,
                    refs: [open.row.ref],
                    q: find,
                    href: viewHref(slug, view, { open: open.row.ref, do: "attach" }),
                    doneHref: viewHref(slug, view, { open: open.row.ref }),
                    onceKey: crypto.randomUUID(),
                  }
            }
          />
        )
      }
    />
  );
}
