// The floors of docs/architecture.md as rules. `npm run check` runs them; each comment is the sentence a reader needs.
const err = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });
const tests = "\\.(test|db\\.test|spec)\\.tsx?$";
const browserSafe = ["^lib/core/", "^lib/[^/]+/(actions|input)\\.ts$"];
const pureModules = ["^lib/core/", "^node_modules/zod/", "^node_modules/temporal-polyfill/"];

// Files that talk to the database although they are no queries or mutations, each for a named reason.
const databaseExceptions = [
  "^lib/platform/rate-limit\\.ts$", // exact limits live in PostgreSQL
  "^lib/jobs/[^/]+\\.ts$", // one file per job; scope.ts walks the workspaces
  "^lib/auth/(authorize|session|adapter|handlers)\\.ts$", // the doors read sessions and memberships
];

module.exports = {
  forbidden: [
    err(
      "app-is-thin",
      "Routes compose: read through lib/<domain>/queries, write through actions; never db/ or mutations.",
      { path: "^app/", pathNot: tests },
      { path: ["^db/", "^lib/[^/]+/mutations"] },
    ),
    err(
      "components-are-browser-safe",
      "components/ may import components/, lib/core, and a domain's actions and input.",
      { path: "^components/", pathNot: tests },
      { path: ["^db/", "^app/", "^lib/"], pathNot: browserSafe },
    ),
    err(
      "ui-knows-no-domain",
      "components/ui could ship in another product: no lib/, no other components.",
      { path: "^components/ui/" },
      { path: ["^lib/", "^components/(?!ui/)"] },
    ),
    err(
      "core-is-pure",
      "lib/core does no I/O: only lib/core, zod and temporal-polyfill.",
      { path: "^lib/core/", pathNot: tests },
      { pathNot: pureModules },
    ),
    err(
      "inputs-are-pure",
      "input.ts: only lib/core, other inputs and zod.",
      { path: "^lib/[^/]+/input\\.ts$" },
      { pathNot: [...pureModules, "^lib/[^/]+/input\\.ts$"] },
    ),
    err(
      "lib-is-below-ui",
      "lib/ may not import app/ or components/.",
      { path: "^lib/" },
      { path: "^(app|components)/" },
    ),
    err(
      "db-is-below-lib",
      "db/ may import only lib/core (seeds and test factories may import rooms).",
      { path: "^db/", pathNot: ["^db/(seed|testing)/", tests] },
      { path: "^(app|components|lib)/", pathNot: "^lib/core/" },
    ),
    err(
      "db-client-is-private",
      "Use inWorkspace (db/tenant) or asSystem (db/system).",
      { pathNot: "^db/" },
      { path: "^db/client\\.ts$" },
    ),
    err(
      "db-doors-for-programs",
      "The migrator and the connection strings belong to command-line programs and tests.",
      { path: "^(app|components|lib)/", pathNot: [tests, "^lib/jobs/", "^lib/platform/"] },
      { path: "^db/(connections|migrator)\\.ts$" },
    ),
    err(
      "db-behind-queries-and-mutations",
      "Only a room's queries and mutations talk to the database (audit-log and idempotency are rooms too).",
      { path: "^lib/", pathNot: ["^lib/[^/]+/(queries|mutations)(\\.ts$|/)", ...databaseExceptions, tests] },
      { path: "^db/", dependencyTypesNot: ["type-only"] },
    ),
    err(
      "queries-do-not-write",
      "A query may not import mutations or actions.",
      { path: "^lib/[^/]+/queries", pathNot: tests },
      { path: "^lib/[^/]+/(mutations|actions)" },
    ),
    err(
      "mutations-do-not-call-actions",
      "Actions call mutations, never the other way.",
      { path: "^lib/[^/]+/mutations", pathNot: tests },
      { path: "^lib/[^/]+/actions" },
    ),
    err(
      "actions-are-called-from-the-ui",
      "Only app/ and components/ call actions.",
      { path: "^(lib|db)/", pathNot: tests },
      { path: "^lib/[^/]+/actions" },
    ),
    err(
      "floor-3-knows-no-room",
      "auth, audit-log, idempotency, exports, mail and platform lie below the domain rooms and may not import them.",
      { path: "^lib/(auth|audit-log|idempotency|exports|mail|platform)/", pathNot: tests },
      { path: "^lib/(?!core/|auth/|audit-log/|idempotency/|exports/|mail/|platform/|jobs/)" },
    ),
    err(
      "product-knows-no-scripts",
      "scripts/, e2e/, bench/ and tests stand beside the house; nothing inside imports them.",
      { path: "^(app|components|lib|db)/", pathNot: ["^db/testing/", tests] },
      { path: ["^(scripts|e2e|bench)/", "^db/testing/", tests] },
    ),
    err(
      "e2e-uses-the-browser",
      "e2e/ drives from outside: only lib/core and db/testing.",
      { path: "^e2e/" },
      { path: "^(app|components|lib|db)/", pathNot: ["^lib/core/", "^db/testing/"] },
    ),
    err(
      "no-cycles",
      "No import cycles between files.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    err("no-unresolvable", "An import that does not resolve.", {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.carryover)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "require", "node", "default", "types"],
    },
  },
};
