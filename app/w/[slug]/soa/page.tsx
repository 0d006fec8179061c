import type { Metadata } from "next";
import { SoaScreen } from "@/components/soa/soa-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readOpen, readSoaView } from "@/lib/core/soa-list";
import { categoriesText } from "@/lib/core/soa-export-words";
import { now } from "@/lib/platform/clock";
import { getSoa } from "@/lib/soa/queries";

export const metadata: Metadata = { title: "Statement of Applicability" };

export default async function SoaPage({ params, searchParams }: PageProps<"/w/[slug]/soa">) {
  const { slug } = await params;
  const scope = await pageScope(slug, "soa:read");
  const query = await searchParams;
  const { draft, members } = await getSoa(scope, dateIn(scope.timeZone, now()));
  return (
    <SoaScreen
      slug={slug}
      view={readSoaView(query)}
      draft={draft}
      open={readOpen(query)}
      owners={members.map(({ userId, name }) => ({ id: userId, name }))}
      mayEdit={holds(scope, "soa:write")}
      once={crypto.randomUUID()}
      scope={categoriesText(draft)}
    />
  );
}
