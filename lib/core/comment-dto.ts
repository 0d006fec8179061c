// What a comment shows.
import type { Mentionable } from "@/lib/core/mention";

export type CommentDto = {
  readonly id: string;
  readonly author: string;
  readonly body: string;
  readonly at: Date;
  /** Members whom it names, by their present names. */
  readonly mentions: readonly Mentionable[];
};
