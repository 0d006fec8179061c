// Every address of the product. Query strings are appended with `withQuery`.

const w = <S extends string>(slug: S) => `/w/${slug}` as const;

export const paths = {
  landing: () => "/" as const,
  signIn: () => "/sign-in" as const,
  signUp: () => "/sign-up" as const,
  forgot: () => "/forgot" as const,
  reset: (token: string) => `/reset/${token}` as const,
  invite: (token: string) => `/invite/${token}` as const,
  verifyEmail: (token: string) => `/verify/${token}` as const,
  workspaces: () => "/workspaces" as const,
  newWorkspace: () => "/workspaces/new" as const,
  account: () => "/account" as const,
  home: (slug: string) => w(slug),
  noAccess: (slug: string) => `${w(slug)}/no-access` as const,
  search: (slug: string) => `${w(slug)}/search` as const,
  onboarding: (slug: string) => `${w(slug)}/onboarding` as const,
  crosswalk: (slug: string) => `${w(slug)}/crosswalk` as const,
  controls: (slug: string) => `${w(slug)}/controls` as const,
  attachEvidence: (slug: string) => `${w(slug)}/controls/attach` as const,
  requirement: (slug: string, ref: string) => `${w(slug)}/controls/${encodeURIComponent(ref)}` as const,
  evidence: (slug: string) => `${w(slug)}/evidence` as const,
  newEvidence: (slug: string) => `${w(slug)}/evidence/new` as const,
  evidenceItem: (slug: string, id: string) => `${w(slug)}/evidence/${id}` as const,
  evidenceImport: (slug: string) => `${w(slug)}/evidence/import` as const,
  importRun: (slug: string, id: string) => `${w(slug)}/evidence/import/${id}` as const,
  evidenceProposals: (slug: string) => `${w(slug)}/evidence/proposals` as const,
  soa: (slug: string) => `${w(slug)}/soa` as const,
  soaPrint: (slug: string) => `${w(slug)}/soa/print` as const,
  nonconformities: (slug: string) => `${w(slug)}/nonconformities` as const,
  newNonconformity: (slug: string) => `${w(slug)}/nonconformities/new` as const,
  nonconformity: (slug: string, id: string) => `${w(slug)}/nonconformities/${id}` as const,
  nonconformityPrint: (slug: string, id: string) => `${w(slug)}/nonconformities/${id}/print` as const,
  activity: (slug: string) => `${w(slug)}/activity` as const,
  activityChain: (slug: string) => `${w(slug)}/activity/chain` as const,
  checkpointFile: (slug: string, size: number) => `${w(slug)}/activity/chain/${size}` as const,
  packs: (slug: string) => `${w(slug)}/packs` as const,
  pack: (slug: string, id: string) => `${w(slug)}/packs/${id}` as const,
  signingKeys: () => "/signing-keys" as const,
  settings: (slug: string) => `${w(slug)}/settings` as const,
  settingsScope: (slug: string) => `${w(slug)}/settings/scope` as const,
  settingsMembers: (slug: string) => `${w(slug)}/settings/members` as const,
  settingsRoles: (slug: string) => `${w(slug)}/settings/roles` as const,
  work: (slug: string) => `${w(slug)}/work` as const,
  requests: (slug: string) => `${w(slug)}/requests` as const,
  newRequest: (slug: string) => `${w(slug)}/requests/new` as const,
  request: (slug: string, id: string) => `${w(slug)}/requests/${id}` as const,
  notifications: (slug: string) => `${w(slug)}/notifications` as const,
  settingsNotifications: (slug: string) => `${w(slug)}/settings/notifications` as const,
  settingsData: (slug: string) => `${w(slug)}/settings/data` as const,
  archiveUpload: (slug: string) => `${w(slug)}/files/workspace/import` as const,
  archive: (slug: string, id: string) => `${w(slug)}/files/workspace/${id}` as const,
  newVersion: (slug: string, id: string) => `${w(slug)}/evidence/${id}/new-version` as const,
  compareVersions: (slug: string, id: string) => `${w(slug)}/evidence/${id}/compare` as const,
  upload: (slug: string) => `${w(slug)}/files` as const,
  /** The stored bytes of one version of an item. */
  artifactFile: (slug: string, itemId: string, number: number) =>
    `${w(slug)}/files/${itemId}/${number}` as const,
  artifactPreview: (slug: string, itemId: string, number: number) =>
    `${w(slug)}/files/${itemId}/${number}/preview` as const,
  crosswalkPair: (slug: string, criterion: string, ref: string) =>
    `${w(slug)}/crosswalk/${encodeURIComponent(criterion)}/${encodeURIComponent(ref)}` as const,
  crosswalkRow: (slug: string, criterion: string) =>
    `${w(slug)}/crosswalk/${encodeURIComponent(criterion)}` as const,
  crosswalkMatrix: (slug: string) => `${w(slug)}/crosswalk/matrix` as const,
  crosswalkGaps: (slug: string) => `${w(slug)}/crosswalk/gaps` as const,
  crosswalkDataset: (slug: string) => `${w(slug)}/crosswalk/dataset` as const,
  scorecardProposals: (slug: string) => `${w(slug)}/scorecard` as const,
  soaVersions: (slug: string) => `${w(slug)}/soa/versions` as const,
  soaVersion: (slug: string, id: string) => `${w(slug)}/soa/versions/${id}` as const,
  soaCompare: (slug: string) => `${w(slug)}/soa/compare` as const,
  soaImport: (slug: string) => `${w(slug)}/soa/import` as const,
  context: (slug: string) => `${w(slug)}/context` as const,
  scopeVersion: (slug: string, number: number) => `${w(slug)}/context/scope/${number}` as const,
  obligations: (slug: string) => `${w(slug)}/obligations` as const,
  newObligation: (slug: string) => `${w(slug)}/obligations/new` as const,
  obligationImport: (slug: string) => `${w(slug)}/obligations/import` as const,
  obligation: (slug: string, id: string) => `${w(slug)}/obligations/${id}` as const,
  risks: (slug: string) => `${w(slug)}/risks` as const,
  risk: (slug: string, id: string) => `${w(slug)}/risks/${id}` as const,
  riskMethod: (slug: string) => `${w(slug)}/risks/method` as const,
  newRisk: (slug: string) => `${w(slug)}/risks/new` as const,
  riskLibrary: (slug: string) => `${w(slug)}/risks/library` as const,
  riskImport: (slug: string) => `${w(slug)}/risks/import` as const,
  riskSnapshots: (slug: string) => `${w(slug)}/risks/snapshots` as const,
  riskCompare: (slug: string) => `${w(slug)}/risks/snapshots/compare` as const,
  riskSnapshot: (slug: string, id: string) => `${w(slug)}/risks/snapshots/${id}` as const,
  /** The frozen register, byte for byte as its hash names it. */
  riskSnapshotFile: (slug: string, id: string) => `${w(slug)}/risks/snapshots/${id}/register.json` as const,
  suppliers: (slug: string) => `${w(slug)}/suppliers` as const,
  supplier: (slug: string, id: string) => `${w(slug)}/suppliers/${id}` as const,
  newSupplier: (slug: string) => `${w(slug)}/suppliers/new` as const,
  supplierImport: (slug: string) => `${w(slug)}/suppliers/import` as const,
  rooms: (slug: string) => `${w(slug)}/rooms` as const,
  newRoom: (slug: string) => `${w(slug)}/rooms/new` as const,
  room: (slug: string, id: string) => `${w(slug)}/rooms/${id}` as const,
  roomImport: (slug: string, id: string) => `${w(slug)}/rooms/${id}/import` as const,
  /** One finding of a room from the company's side. */
  finding: (slug: string, room: string, id: string) => `${w(slug)}/rooms/${room}/findings/${id}` as const,
  /** The neutral door of all rooms. */
  roomDoor: () => "/room" as const,
  roomCode: () => "/room/code" as const,
  openRoom: (token: string) => `/room/open/${token}` as const,
  /** The auditor's side of one room. */
  inRoom: (room: string) => `/room/${room}` as const,
  inRoomPage: (
    room: string,
    page: "requests" | "soa" | "controls" | "evidence" | "registers" | "findings" | "samples" | "packs",
  ) => `/room/${room}/${page}` as const,
  inRoomControl: (room: string, ref: string) => `/room/${room}/controls/${encodeURIComponent(ref)}` as const,
  inRoomEvidence: (room: string, id: string) => `/room/${room}/evidence/${id}` as const,
  inRoomFinding: (room: string, id: string) => `/room/${room}/findings/${id}` as const,
  newRoomFinding: (room: string) => `/room/${room}/findings/new` as const,
  inRoomFile: (room: string, itemId: string, number: number) =>
    `/room/${room}/files/${itemId}/${number}` as const,
  inRoomPreview: (room: string, itemId: string, number: number) =>
    `/room/${room}/files/${itemId}/${number}/preview` as const,
  inRoomImport: (room: string) => `/room/${room}/requests/import` as const,
  inRoomPack: (room: string, id: string) => `/room/${room}/packs/${id}` as const,
  inRoomSoaFile: (room: string, format: string) => `/room/${room}/soa/${format}` as const,
  inRoomPopulation: (room: string, itemId: string, number: number) =>
    `/room/${room}/samples/from/${itemId}/${number}` as const,
  inRoomSample: (room: string, id: string) => `/room/${room}/samples/${id}` as const,
  inRoomSampleFile: (room: string, id: string) => `/room/${room}/samples/${id}/sample.csv` as const,
  /** A sample of a room on the company's side. */
  roomSample: (slug: string, room: string, id: string) => `${w(slug)}/rooms/${room}/samples/${id}` as const,
  roomSampleFile: (slug: string, room: string, id: string) =>
    `${w(slug)}/rooms/${room}/samples/${id}/sample.csv` as const,
  inRoomExport: (room: string, name: string) => `/room/${room}/exports/${name}` as const,
  export: (slug: string, name: string) => `${w(slug)}/exports/${name}` as const,
  explorer: () => "/crosswalk" as const,
  explorerRef: (ref: string) => `/crosswalk/${encodeURIComponent(ref)}` as const,
  explorerTheme: (id: string) => `/crosswalk/themes/${encodeURIComponent(id)}` as const,
  explorerMatrix: () => "/crosswalk/matrix" as const,
  explorerAbout: () => "/crosswalk/about" as const,
  explorerEffort: () => "/crosswalk/effort" as const,
  explorerFirst: () => "/crosswalk/first" as const,
  explorerDataIndex: () => "/crosswalk/data" as const,
  explorerData: (file: string) => `/crosswalk/data/${file}` as const,
  scorecard: (direction?: "iso" | "soc2") =>
    direction === undefined ? ("/scorecard" as const) : (`/scorecard/${direction}` as const),
  scorecardResult: (direction: "iso" | "soc2") => `/scorecard/${direction}/result` as const,
  scorecardContinue: (direction: "iso" | "soc2") => `/scorecard/${direction}/continue` as const,
  scorecardFile: (direction: "iso" | "soc2") => `/scorecard/${direction}/file` as const,
} as const;

/** `path?a=1&b=2`, leaving out empty values; values keep the order given. */
export function withQuery<P extends string>(
  path: P,
  query: Readonly<Record<string, string | number | readonly string[] | null | undefined>>,
): P | `${P}?${string}` {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [String(value)]) out.append(key, one);
  }
  const text = out.toString();
  return text === "" ? path : (`${path}?${text}` as const);
}

/** One value per name: the first of those that repeat. */
export function singleValues(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === "object" ? value[0] : value]),
  );
}
