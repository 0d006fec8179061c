import type { Metadata } from "next";
import { SoaScreen } from "@/components/soa/soa-screen";
import { queryText, SavedViews } from "@/components/views/saved-views";
import { pageScope } from "@/lib/auth/page-scope";
import { listComments } from "@/lib/comments/queries";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { shownColumns } from "@/lib/core/list-columns";
import { categoriesText } from "@/lib/core/soa-export-words";
import { readOne, readOpen, readSoaView } from "@/lib/core/soa-list";
import { now } from "@/lib/platform/clock";
import { getSoa } from "@/lib/soa/queries";

export const metadata: Metadata = { title: "Statement of Applicability" };

export default async function SoaPage({ params, searchParams }: PageProps<"/w/[slug]/soa">) {
  const { slug } = await params;
  const scope = await pageScope(slug, "soa:read", "workspace:read");
  const query = await searchParams;
  const { draft, members, views: kept } = await getSoa(scope, dateIn(scope.timeZone, now()));
  const view = readSoaView(query);
  const opened = draft.rows.find((row) => row.ref === readOpen(query));
  return (
    <SoaScreen
      slug={slug}
      view={view}
      draft={draft}
      open={opened?.ref ?? ""}
      pickAll={readOne(query, "pick") === "all"}
      owners={members.map(({ userId, name }) => ({ id: userId, name }))}
      mayEdit={holds(scope, "soa:write")}
      columns={shownColumns("soa", view.cols, kept.columns)}
      views={<SavedViews slug={slug} list="soa" query={queryText(query)} kept={kept} columns="soa" />}
      once={crypto.randomUUID()}
      scope={categoriesText(draft)}
      {...(opened === undefined
        ? {}
        : {
            thread: {
              timeZone: scope.timeZone,
              comments: await listComments(scope, "soa_row", opened.ref),
              onceKey: crypto.randomUUID(),
              mayWrite: holds(scope, "comment:write"),
              people: members.map(({ userId, name }) => ({ userId, name })),
            },
          })}
    />
  );
}
