// People, their credentials and sessions: no workspace, reached through the database role carryover_auth only.
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, updatedAt } from "@/db/schema/columns";

export const users = pgTable("users", {
  id: id().primaryKey(),
  name: text("name").notNull(),
  /** Normalised: NFKC, trimmed, lower case, ASCII. */
  email: text("email").notNull().unique(),
  emailVerifiedAt: instant("email_verified_at"),
  timeZone: text("time_zone").notNull().default("UTC"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const credentials = pgTable("credentials", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** PHC string, argon2id. */
  passwordHash: text("password_hash").notNull(),
  changedAt: instant("changed_at").notNull().defaultNow(),
});

export const sessions = pgTable(
  "sessions",
  {
    id: id().primaryKey(),
    /** SHA-256 of the cookie's token, hexadecimal. */
    tokenHash: text("token_hash").notNull().unique(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    authenticatedAt: instant("authenticated_at").notNull().defaultNow(),
    ip: text("ip"),
    agent: text("agent"),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

export const oneTimeTokens = pgTable("one_time_tokens", {
  /** SHA-256 of the token, hexadecimal. */
  tokenHash: text("token_hash").primaryKey(),
  purpose: text("purpose").$type<"setup" | "reset" | "verify_email" | "change_email">().notNull(),
  userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
  /** The address that the token proves, for verify_email and change_email. */
  email: text("email"),
  createdAt: createdAt(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

/** Counts of attempts by key and window; made UNLOGGED by the migration. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  hits: integer("hits").notNull(),
  resetAt: instant("reset_at").notNull(),
});
