import "server-only";
import { join, resolve } from "node:path";
import { z } from "zod";

const optional = z
  .string()
  .optional()
  .transform((value) => (value?.trim() ? value.trim() : undefined));

const or = (usual: string) => (value: string | undefined) => value ?? usual;

const origin = z
  .string()
  .refine(isOrigin, "must be a scheme and host without a path, like https://app.example.com");

const auditSeed = optional.pipe(
  z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits, as openssl rand -hex 32 prints them")
    .optional(),
);

const schema = z
  .object({
    DATABASE_APP_URL: z.string().min(1),
    DATABASE_AUTH_URL: z.string().min(1),
    DATABASE_JOBS_URL: optional,
    AUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
    APP_ORIGIN: optional.pipe(origin.optional()),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    SIGNUP: optional.pipe(z.enum(["open", "invite"]).default("invite")),
    SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
    MAIL_FROM: optional.pipe(z.string().default("Carryover <no-reply@localhost>")),
    CARRYOVER_DATA_DIR: optional.pipe(z.string().default(".carryover")),
    MAX_UPLOAD_MB: optional.transform(or("100")).pipe(z.coerce.number<string>().int().min(1).max(5_000)),
    WORKSPACE_STORAGE_MB: optional.pipe(z.coerce.number<string>().int().min(1).max(100_000_000).optional()),
    TRANSFER_MAX_MB: optional
      .transform(or("2000"))
      .pipe(z.coerce.number<string>().int().min(1).max(1_000_000)),
    S3_ENDPOINT: optional.pipe(origin.optional()),
    S3_BUCKET: optional.pipe(
      z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
        .optional(),
    ),
    S3_REGION: optional.pipe(z.string().default("us-east-1")),
    S3_ACCESS_KEY_ID: optional,
    S3_SECRET_ACCESS_KEY: optional,
    CLAMD_SOCKET: optional,
    CLAMD_HOST: optional,
    CLAMD_PORT: optional.transform(or("3310")).pipe(z.coerce.number<string>().int().min(1).max(65_535)),
    CARRYOVER_AUDIT_KEY: auditSeed,
    CARRYOVER_AUDIT_KEY_NEXT: auditSeed,
    CARRYOVER_DEMO: optional.pipe(z.enum(["0", "1"]).default("0")),
    LOG_LEVEL: optional.pipe(z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info")),
  })
  .superRefine((raw, context) => {
    if (raw.S3_ENDPOINT === undefined) return;
    for (const name of ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const) {
      if (raw[name] === undefined)
        context.addIssue({ code: "custom", path: [name], message: "is needed with S3_ENDPOINT" });
    }
  })
  .transform((raw) => ({
    databaseAppUrl: raw.DATABASE_APP_URL,
    databaseAuthUrl: raw.DATABASE_AUTH_URL,
    databaseJobsUrl: raw.DATABASE_JOBS_URL ?? null,
    authSecret: raw.AUTH_SECRET,
    appOrigin: raw.APP_ORIGIN ?? `http://localhost:${raw.PORT}`,
    signup: raw.SIGNUP,
    smtpUrl: raw.SMTP_URL ?? null,
    mailFrom: raw.MAIL_FROM,
    dataDir: resolve(raw.CARRYOVER_DATA_DIR),
    mailDir: join(resolve(raw.CARRYOVER_DATA_DIR), "mail"),
    maxUploadBytes: raw.MAX_UPLOAD_MB * 1024 * 1024,
    maxWorkspaceBytes: raw.WORKSPACE_STORAGE_MB === undefined ? null : raw.WORKSPACE_STORAGE_MB * 1024 * 1024,
    maxArchiveBytes: raw.TRANSFER_MAX_MB * 1024 * 1024,
    s3:
      raw.S3_ENDPOINT === undefined
        ? null
        : {
            endpoint: raw.S3_ENDPOINT,
            bucket: raw.S3_BUCKET ?? "",
            region: raw.S3_REGION,
            accessKeyId: raw.S3_ACCESS_KEY_ID ?? "",
            secretAccessKey: raw.S3_SECRET_ACCESS_KEY ?? "",
          },
    clamd: scannerOf(raw),
    auditKey: raw.CARRYOVER_AUDIT_KEY ?? null,
    nextAuditKey: raw.CARRYOVER_AUDIT_KEY_NEXT ?? null,
    demo: raw.CARRYOVER_DEMO === "1",
    logLevel: raw.LOG_LEVEL,
  }));

/** Where the virus scanner listens. */
export type Scanner = { readonly path: string } | { readonly host: string; readonly port: number };

function scannerOf(raw: {
  readonly CLAMD_SOCKET: string | undefined;
  readonly CLAMD_HOST: string | undefined;
  readonly CLAMD_PORT: number;
}): Scanner | null {
  if (raw.CLAMD_SOCKET !== undefined) return { path: raw.CLAMD_SOCKET };
  return raw.CLAMD_HOST === undefined ? null : { host: raw.CLAMD_HOST, port: raw.CLAMD_PORT };
}

export type Env = Readonly<z.output<typeof schema>>;

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (url.protocol === "https:" || url.protocol === "http:") && url.origin === value;
}

let known: Env | undefined;

/** The configuration of this process, read once at first use, so that a build needs none of it. `dataDir` and `mailDir` are absolute. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

/**
 * The configuration in `variables`.
 * @throws Error that names each variable that is missing or wrong, never its value
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The configuration is incomplete or wrong. ${problems.join("; ")}.`);
}
