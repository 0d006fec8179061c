import type { Metadata } from "next";
import { SoaPrint } from "@/components/soa/soa-print";
import { pageScope } from "@/lib/auth/page-scope";
import { dateIn } from "@/lib/core/dates";
import { categoriesText } from "@/lib/core/soa-export-words";
import { now } from "@/lib/platform/clock";
import { getSoaDocument } from "@/lib/soa/queries";

export const metadata: Metadata = { title: "Statement of Applicability, print view" };

export default async function SoaPrintPage({ params }: PageProps<"/w/[slug]/soa/print">) {
  const { slug } = await params;
  const scope = await pageScope(slug, "soa:read");
  const document = await getSoaDocument(scope, dateIn(scope.timeZone, now()));
  return <SoaPrint slug={slug} document={document} scope={categoriesText(document.header)} />;
}
