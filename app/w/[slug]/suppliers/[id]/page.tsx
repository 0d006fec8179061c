import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { SupplierScreen } from "@/components/suppliers/supplier-screen";
import { authorize } from "@/lib/auth/authorize";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { listComments } from "@/lib/comments/queries";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readSupplierEdit } from "@/lib/core/supplier-edit";
import { now } from "@/lib/platform/clock";
import { getSupplier, getSupplierChoices } from "@/lib/suppliers/queries/detail";
import { getWorkspace, listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Supplier" };

/** One supplier; `edit` opens one of its forms. */
export default async function SupplierPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug, id } = await params;
  const edit = readSupplierEdit(await searchParams);
  const scope = await pageScope(slug, "supplier:read", "workspace:read", "member:read");
  const detail = await orNotFound(getSupplier(scope, id));
  const writes = holds(scope, "supplier:write");
  const live = detail.supplier.endedOn === null;
  const opens = edit !== null && writes && live;
  const [workspace, comments, members, choices] = await Promise.all([
    getWorkspace(scope),
    listComments(scope, "supplier", detail.supplier.id),
    listMembers(scope),
    opens ? authorize(slug, "supplier:write").then(getSupplierChoices) : null,
  ]);
  return (
    <SupplierScreen
      workspace={workspace}
      slug={slug}
      timeZone={scope.timeZone}
      today={dateIn(scope.timeZone, now())}
      detail={detail}
      rights={{
        write: writes && live,
        restore: writes && !live,
        link: writes && live && holds(scope, "evidence:write"),
        raise: holds(scope, "nonconformity:write"),
        comment: holds(scope, "comment:write"),
      }}
      edit={opens ? edit : null}
      choices={choices}
      comments={comments}
      people={members.map(({ userId, name }) => ({ userId, name }))}
      onceKey={randomUUID()}
    />
  );
}
