// One row per page and route handler of the build: who may read it and at which addresses it answers.
import type { Permission } from "@/lib/core/access";
import { FINDING_PAGES } from "./registry-findings";

/** What stands in a workspace for the addresses that name a record. */
export type Ids = {
  readonly item: string;
  readonly nonconformity: string;
  readonly importRun: string;
  readonly request: string;
  readonly risk: string;
  readonly riskSnapshot: string;
  readonly obligation: string;
  readonly room: string;
  readonly sample: string;
  readonly finding: string;
  readonly supplier: string;
  readonly soaVersion: string;
};

export type TenantPage = {
  readonly kind: "tenant";
  readonly needs: readonly Permission[];
  readonly path: (slug: string, ids: Ids) => string;
  /** A page without the shell, or a file: the workspace's name does not stand in it. */
  readonly nameless?: boolean;
  /** GET unless told: a file whose taking is noted in the log is asked for with POST. */
  readonly method?: "POST";
  /** Members get this status; 200 unless told. */
  readonly status?: number;
};
export type OpenPage = { readonly kind: "open"; readonly path: string; readonly method?: string };
/** Takes a session, but no workspace. */
export type PersonPage = { readonly kind: "person"; readonly path: string };
/** A page or file of an auditors' room, asked for with a session of it; e2e/isolation-rooms.spec.ts does. */
export type RoomPage = {
  readonly kind: "room";
  readonly path: (room: string, ids: RoomIds) => string;
  /** A file, which answers 404 where a page leads to the neutral door. */
  readonly file?: boolean;
  readonly status?: number | readonly number[];
};
/** What stands in a room for the addresses that name a record. */
export type RoomIds = {
  readonly finding: string;
  readonly item: string;
  readonly pack: string;
  readonly population: string;
  readonly sample: string;
};
export type PageRow = TenantPage | OpenPage | PersonPage | RoomPage;

const at =
  (tail: string) =>
  (slug: string): string =>
    `/w/${slug}${tail}`;

function tenant(
  needs: readonly Permission[],
  path: TenantPage["path"],
  more: Partial<TenantPage> = {},
): TenantPage {
  return { kind: "tenant", needs, path, ...more };
}

const file = { nameless: true } as const;
const posted = { nameless: true, method: "POST" } as const;
const open = (path: string): OpenPage => ({ kind: "open", path });

export const PAGES: Readonly<Record<string, PageRow>> = {
  ...FINDING_PAGES,
  "/(public)/page": open("/"),
  "/(public)/sign-in/page": open("/sign-in"),
  "/(public)/sign-up/page": open("/sign-up"),
  "/(public)/forgot/page": open("/forgot"),
  "/(public)/reset/[token]/page": open("/reset/unknown-token"),
  "/(public)/verify/[token]/page": open("/verify/unknown-token"),
  "/(public)/invite/[token]/page": open("/invite/unknown-token"),
  "/(public)/crosswalk/about/page": open("/crosswalk/about"),
  "/(public)/crosswalk/effort/page": open("/crosswalk/effort"),
  "/(public)/crosswalk/first/page": open("/crosswalk/first"),
  "/(public)/crosswalk/data/page": open("/crosswalk/data"),
  "/(public)/crosswalk/matrix/page": open("/crosswalk/matrix"),
  "/(public)/crosswalk/data/[file]/route": open("/crosswalk/data/crosswalk.json"),
  "/(public)/scorecard/page": open("/scorecard"),
  "/(public)/scorecard/[direction]/page": open("/scorecard/iso"),
  "/(public)/scorecard/[direction]/result/page": open("/scorecard/iso/result?v=1&a=abcd----------------"),
  "/(public)/scorecard/[direction]/continue/page": open("/scorecard/soc2/continue?v=1&a=abcd"),
  "/(public)/scorecard/[direction]/file/route": open("/scorecard/iso/file?v=1&a=abcd----------------"),
  "/(public)/crosswalk/page": open("/crosswalk"),
  "/(public)/crosswalk/[ref]/page": open("/crosswalk/CC6.1"),
  "/(public)/crosswalk/themes/[id]/page": open("/crosswalk/themes/A.5"),
  "/robots.txt/route": open("/robots.txt"),
  "/sitemap.xml/route": open("/sitemap.xml"),
  "/api/auth/[...nextauth]/route": open("/api/auth/providers"),
  "/api/health/live/route": open("/api/health/live"),
  "/api/health/ready/route": open("/api/health/ready"),
  "/preferences/route": { kind: "open", path: "/preferences", method: "POST" },
  "/account/page": { kind: "person", path: "/account" },
  "/workspaces/page": { kind: "person", path: "/workspaces" },
  "/workspaces/new/page": { kind: "person", path: "/workspaces/new" },

  "/w/[slug]/page": tenant(["workspace:read"], at("")),
  "/w/[slug]/onboarding/page": tenant(["workspace:read"], at("/onboarding")),
  "/w/[slug]/no-access/page": tenant(["workspace:read"], at("/no-access?needs=import:run")),
  "/w/[slug]/[...rest]/page": tenant(["workspace:read"], at("/no/such/page"), { status: 404 }),
  "/w/[slug]/activity/page": tenant(["activity:read"], at("/activity")),
  "/w/[slug]/activity/chain/page": tenant(["activity:read"], at("/activity/chain")),
  "/w/[slug]/activity/chain/[size]/route": tenant(["activity:read"], at("/activity/chain/999999999"), {
    ...file,
    status: 404,
  }),
  "/w/[slug]/packs/page": tenant(["evidence:read"], at("/packs")),
  "/w/[slug]/packs/[id]/route": tenant(["pack:build"], at("/packs/0190a0a0-0000-7000-8000-000000000001"), {
    ...posted,
    status: 404,
  }),
  "/(public)/signing-keys/page": open("/signing-keys"),
  "/w/[slug]/search/route": tenant(["requirement:read"], at("/search")),
  "/w/[slug]/crosswalk/page": tenant(["requirement:read"], at("/crosswalk")),
  "/w/[slug]/crosswalk/[criterion]/page": tenant(["requirement:read"], at("/crosswalk/CC6.1")),
  "/w/[slug]/crosswalk/[criterion]/[ref]/page": tenant(
    ["workspace:read", "requirement:read", "evidence:read", "member:read"],
    at("/crosswalk/CC6.1/A.5.15"),
  ),
  "/w/[slug]/crosswalk/matrix/page": tenant(["requirement:read"], at("/crosswalk/matrix")),
  "/w/[slug]/crosswalk/gaps/page": tenant(["requirement:read"], at("/crosswalk/gaps")),
  "/w/[slug]/crosswalk/dataset/page": tenant(["requirement:read"], at("/crosswalk/dataset")),
  "/w/[slug]/scorecard/page": tenant(
    ["requirement:read"],
    at("/scorecard?direction=iso&v=1&a=abcd----------------"),
  ),
  "/w/[slug]/controls/page": tenant(["requirement:read"], at("/controls")),
  "/w/[slug]/controls/attach/page": tenant(["evidence:write"], at("/controls/attach?ref=A.5.31")),
  "/w/[slug]/controls/[ref]/page": tenant(["requirement:read"], at("/controls/A.5.15")),
  "/w/[slug]/evidence/page": tenant(["evidence:read"], at("/evidence")),
  "/w/[slug]/evidence/new/page": tenant(["evidence:write"], at("/evidence/new")),
  "/w/[slug]/evidence/proposals/page": tenant(["evidence:read"], at("/evidence/proposals")),
  "/w/[slug]/evidence/[id]/page": tenant(
    ["evidence:read", "room:read"],
    (slug, ids) => `/w/${slug}/evidence/${ids.item}`,
  ),
  "/w/[slug]/evidence/[id]/new-version/page": tenant(
    ["evidence:write"],
    (slug, ids) => `/w/${slug}/evidence/${ids.item}/new-version`,
  ),
  "/w/[slug]/evidence/[id]/compare/page": tenant(
    ["evidence:read"],
    (slug, ids) => `/w/${slug}/evidence/${ids.item}/compare`,
  ),
  "/w/[slug]/evidence/import/page": tenant(["import:run"], at("/evidence/import")),
  "/w/[slug]/evidence/import/[id]/page": tenant(
    ["import:run"],
    (slug, ids) => `/w/${slug}/evidence/import/${ids.importRun}`,
  ),
  "/w/[slug]/evidence/import/[id]/rejected.csv/route": tenant(
    ["evidence:read"],
    (slug, ids) => `/w/${slug}/evidence/import/${ids.importRun}/rejected.csv`,
    posted,
  ),
  // Without a file there is nothing to take: who may upload is told so, everybody else is not.
  "/w/[slug]/settings/data/page": tenant(["workspace:export"], at("/settings/data")),
  "/w/[slug]/files/workspace/import/route": tenant(["workspace:export"], at("/files/workspace/import"), {
    ...posted,
    status: 409,
  }),
  "/w/[slug]/files/workspace/[id]/route": tenant(
    ["workspace:export"],
    at("/files/workspace/0190a0a0-0000-7000-8000-000000000001"),
    { ...posted, status: 404 },
  ),
  "/w/[slug]/files/route": tenant(["evidence:write"], at("/files"), { ...posted, status: 400 }),
  "/w/[slug]/files/[itemId]/[number]/route": tenant(
    ["evidence:read"],
    (slug, ids) => `/w/${slug}/files/${ids.item}/2`,
    file,
  ),
  "/w/[slug]/files/[itemId]/[number]/preview/route": tenant(
    ["evidence:read"],
    (slug, ids) => `/w/${slug}/files/${ids.item}/2/preview`,
    file,
  ),
  "/w/[slug]/soa/page": tenant(["soa:read"], at("/soa")),
  "/w/[slug]/soa/print/page": tenant(["soa:read"], at("/soa/print")),
  "/w/[slug]/soa/versions/page": tenant(["soa:read"], at("/soa/versions")),
  "/w/[slug]/soa/versions/[id]/page": tenant(
    ["soa:read"],
    (slug, ids) => `/w/${slug}/soa/versions/${ids.soaVersion}`,
  ),
  "/w/[slug]/soa/versions/[id]/file/route": tenant(
    ["soa:read"],
    (slug, ids) => `/w/${slug}/soa/versions/${ids.soaVersion}/file`,
    posted,
  ),
  "/w/[slug]/soa/compare/page": tenant(["soa:read"], at("/soa/compare")),
  "/w/[slug]/soa/import/page": tenant(["soa:write"], at("/soa/import")),
  "/w/[slug]/obligations/page": tenant(["obligation:read"], at("/obligations")),
  "/w/[slug]/obligations/new/page": tenant(["obligation:write"], at("/obligations/new")),
  "/w/[slug]/obligations/import/page": tenant(["obligation:write"], at("/obligations/import")),
  "/w/[slug]/obligations/[id]/page": tenant(
    ["obligation:read"],
    (slug, ids) => `/w/${slug}/obligations/${ids.obligation}`,
  ),
  "/w/[slug]/exports/obligations.csv/route": tenant(
    ["obligation:read"],
    at("/exports/obligations.csv"),
    posted,
  ),
  "/w/[slug]/context/page": tenant(["context:read"], at("/context")),
  "/w/[slug]/context/scope/[number]/page": tenant(["context:read"], at("/context/scope/1")),
  "/w/[slug]/nonconformities/page": tenant(["nonconformity:read"], at("/nonconformities")),
  "/w/[slug]/nonconformities/new/page": tenant(["nonconformity:write"], at("/nonconformities/new")),
  "/w/[slug]/nonconformities/[id]/page": tenant(
    ["nonconformity:read"],
    (slug, ids) => `/w/${slug}/nonconformities/${ids.nonconformity}`,
  ),
  "/w/[slug]/nonconformities/[id]/print/page": tenant(
    ["nonconformity:read"],
    (slug, ids) => `/w/${slug}/nonconformities/${ids.nonconformity}/print`,
  ),
  "/w/[slug]/work/page": tenant(["workspace:read"], at("/work")),
  "/w/[slug]/risks/page": tenant(["risk:read"], at("/risks")),
  "/w/[slug]/risks/new/page": tenant(["risk:write"], at("/risks/new")),
  "/w/[slug]/risks/method/page": tenant(["risk:read"], at("/risks/method")),
  "/w/[slug]/risks/library/page": tenant(["risk:write"], at("/risks/library")),
  "/w/[slug]/risks/import/page": tenant(["risk:manage"], at("/risks/import")),
  "/w/[slug]/risks/snapshots/page": tenant(["risk:read"], at("/risks/snapshots")),
  "/w/[slug]/risks/[id]/page": tenant(["risk:read"], (slug, ids) => `/w/${slug}/risks/${ids.risk}`),
  "/w/[slug]/risks/snapshots/compare/page": tenant(["risk:read"], at("/risks/snapshots/compare")),
  "/w/[slug]/risks/snapshots/[id]/page": tenant(
    ["risk:read"],
    (slug, ids) => `/w/${slug}/risks/snapshots/${ids.riskSnapshot}`,
  ),
  "/w/[slug]/risks/snapshots/[id]/register.json/route": tenant(
    ["risk:read"],
    (slug, ids) => `/w/${slug}/risks/snapshots/${ids.riskSnapshot}/register.json`,
    posted,
  ),
  "/w/[slug]/exports/risks.csv/route": tenant(["risk:read"], at("/exports/risks.csv"), posted),
  "/w/[slug]/notifications/page": tenant(["workspace:read"], at("/notifications")),
  "/w/[slug]/requests/page": tenant(["request:read"], at("/requests")),
  "/w/[slug]/requests/new/page": tenant(["request:write"], at("/requests/new")),
  "/w/[slug]/requests/[id]/page": tenant(
    ["request:read"],
    (slug, ids) => `/w/${slug}/requests/${ids.request}`,
  ),
  "/w/[slug]/exports/requests.csv/route": tenant(["request:read"], at("/exports/requests.csv"), posted),
  "/w/[slug]/suppliers/page": tenant(["supplier:read"], at("/suppliers")),
  "/w/[slug]/suppliers/new/page": tenant(["supplier:write"], at("/suppliers/new")),
  "/w/[slug]/suppliers/import/page": tenant(["supplier:write"], at("/suppliers/import")),
  "/w/[slug]/suppliers/[id]/page": tenant(
    ["supplier:read"],
    (slug, ids) => `/w/${slug}/suppliers/${ids.supplier}`,
  ),
  "/w/[slug]/exports/suppliers.csv/route": tenant(["supplier:read"], at("/exports/suppliers.csv"), posted),
  "/w/[slug]/rooms/page": tenant(["room:read"], at("/rooms")),
  "/w/[slug]/rooms/new/page": tenant(["room:write"], at("/rooms/new")),
  "/w/[slug]/rooms/[id]/page": tenant(["room:read"], (slug, ids) => `/w/${slug}/rooms/${ids.room}`),
  "/room/page": open("/room"),
  "/room/code/page": open("/room/code"),
  "/room/open/[token]/page": open("/room/open/unknown-token"),
  "/room/[room]/page": { kind: "room", path: (room) => `/room/${room}` },
  "/w/[slug]/exports/room-requests.csv/route": tenant(
    ["room:read"],
    (slug, ids) => `/w/${slug}/exports/room-requests.csv?room=${ids.room}`,
    posted,
  ),
  "/room/[room]/[...rest]/page": { kind: "room", path: (room) => `/room/${room}/no/such`, status: 404 },
  "/room/[room]/requests/page": { kind: "room", path: (room) => `/room/${room}/requests` },
  "/room/[room]/soa/page": { kind: "room", path: (room) => `/room/${room}/soa` },
  "/room/[room]/controls/page": { kind: "room", path: (room) => `/room/${room}/controls` },
  "/room/[room]/controls/[ref]/page": { kind: "room", path: (room) => `/room/${room}/controls/A.5.15` },
  "/room/[room]/evidence/page": { kind: "room", path: (room) => `/room/${room}/evidence` },
  "/room/[room]/evidence/[id]/page": {
    kind: "room",
    path: (room, ids) => `/room/${room}/evidence/${ids.item}`,
  },
  "/room/[room]/samples/page": { kind: "room", path: (room) => `/room/${room}/samples` },
  "/room/[room]/samples/from/[itemId]/[number]/page": {
    kind: "room",
    path: (room, ids) => `/room/${room}/samples/from/${ids.population}/1`,
  },
  "/room/[room]/samples/[id]/page": {
    kind: "room",
    path: (room, ids) => `/room/${room}/samples/${ids.sample}`,
  },
  "/room/[room]/samples/[id]/sample.csv/route": {
    kind: "room",
    path: (room, ids) => `/room/${room}/samples/${ids.sample}/sample.csv`,
    file: true,
  },
  "/w/[slug]/rooms/[id]/samples/[sample]/page": tenant(
    ["room:read"],
    (slug, ids) => `/w/${slug}/rooms/${ids.room}/samples/${ids.sample}`,
  ),
  "/w/[slug]/rooms/[id]/samples/[sample]/sample.csv/route": tenant(
    ["room:read"],
    (slug, ids) => `/w/${slug}/rooms/${ids.room}/samples/${ids.sample}/sample.csv`,
    posted,
  ),
  "/room/[room]/registers/page": { kind: "room", path: (room) => `/room/${room}/registers` },
  "/room/[room]/soa/[format]/route": {
    kind: "room",
    path: (room) => `/room/${room}/soa/pdf`,
    file: true,
    // There once a statement is approved, which other tests of the same world may have done.
    status: [200, 404],
  },
  "/room/[room]/packs/page": { kind: "room", path: (room) => `/room/${room}/packs` },
  "/room/[room]/packs/[id]/route": {
    kind: "room",
    path: (room, ids) => `/room/${room}/packs/${ids.pack}`,
    file: true,
  },
  "/room/[room]/files/[itemId]/[number]/route": {
    kind: "room",
    path: (room, ids) => `/room/${room}/files/${ids.item}/2`,
    file: true,
  },
  "/room/[room]/files/[itemId]/[number]/preview/route": {
    kind: "room",
    path: (room, ids) => `/room/${room}/files/${ids.item}/2/preview`,
    file: true,
  },
  "/room/[room]/exports/requests.csv/route": {
    kind: "room",
    path: (room) => `/room/${room}/exports/requests.csv`,
    file: true,
  },
  "/w/[slug]/settings/notifications/page": tenant(["workspace:read"], at("/settings/notifications")),
  "/w/[slug]/settings/page": tenant(["workspace:read"], at("/settings")),
  "/w/[slug]/settings/scope/page": tenant(["workspace:read"], at("/settings/scope")),
  "/w/[slug]/settings/members/page": tenant(["member:read"], at("/settings/members")),
  "/w/[slug]/settings/roles/page": tenant(["workspace:read"], at("/settings/roles")),
  "/w/[slug]/exports/activity.csv/route": tenant(["activity:read"], at("/exports/activity.csv"), posted),
  "/w/[slug]/exports/carry-over.csv/route": tenant(
    ["requirement:read"],
    at("/exports/carry-over.csv"),
    posted,
  ),
  "/w/[slug]/exports/controls.csv/route": tenant(["requirement:read"], at("/exports/controls.csv"), posted),
  "/room/[room]/requests/import/page": { kind: "room", path: (room) => `/room/${room}/requests/import` },
  "/w/[slug]/rooms/[id]/import/page": tenant(
    ["room:write", "room:read", "workspace:read", "member:read"],
    (slug, ids) => `/w/${slug}/rooms/${ids.room}/import`,
  ),
  "/w/[slug]/exports/crosswalk.csv/route": tenant(["requirement:read"], at("/exports/crosswalk.csv"), posted),
  "/w/[slug]/exports/crosswalk.json/route": tenant(
    ["requirement:read"],
    at("/exports/crosswalk.json"),
    posted,
  ),
  "/w/[slug]/exports/crosswalk.xlsx/route": tenant(
    ["requirement:read"],
    at("/exports/crosswalk.xlsx"),
    posted,
  ),
  "/w/[slug]/exports/oscal-mapping.json/route": tenant(
    ["requirement:read"],
    at("/exports/oscal-mapping.json"),
    posted,
  ),
  "/w/[slug]/exports/evidence.csv/route": tenant(["evidence:read"], at("/exports/evidence.csv"), posted),
  "/w/[slug]/exports/evidence.xlsx/route": tenant(["evidence:read"], at("/exports/evidence.xlsx"), posted),
  "/w/[slug]/exports/nonconformities.csv/route": tenant(
    ["nonconformity:read"],
    at("/exports/nonconformities.csv"),
    posted,
  ),
  "/w/[slug]/exports/soa.csv/route": tenant(["soa:read"], at("/exports/soa.csv"), posted),
  "/w/[slug]/exports/soa.xlsx/route": tenant(["soa:read"], at("/exports/soa.xlsx"), posted),
  "/w/[slug]/exports/soa.docx/route": tenant(["soa:read"], at("/exports/soa.docx"), posted),
  "/w/[slug]/exports/soa.pdf/route": tenant(["soa:read"], at("/exports/soa.pdf"), posted),
  "/w/[slug]/exports/soa.json/route": tenant(["soa:read"], at("/exports/soa.json"), posted),
  "/w/[slug]/exports/soa.oscal-ssp.json/route": tenant(
    ["soa:read"],
    at("/exports/soa.oscal-ssp.json"),
    posted,
  ),
  "/w/[slug]/exports/soa.oscal-profile.json/route": tenant(
    ["soa:read"],
    at("/exports/soa.oscal-profile.json"),
    posted,
  ),
  "/w/[slug]/exports/clauses.csv/route": tenant(
    ["soa:read", "requirement:read"],
    at("/exports/clauses.csv"),
    posted,
  ),
  "/w/[slug]/exports/clauses.xlsx/route": tenant(
    ["soa:read", "requirement:read"],
    at("/exports/clauses.xlsx"),
    posted,
  ),
};
