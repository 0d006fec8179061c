// Why an upload is refused: a kind for the program and a sentence for the person.

export const REFUSAL_STATUS = {
  empty: 422,
  truncated: 400,
  too_large: 413,
  type: 415,
  unreadable: 400,
  quota: 507,
} as const;
export type RefusalKind = keyof typeof REFUSAL_STATUS;

/** An expected refusal of a file; nothing was saved. */
export class FileRefusal extends Error {
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.name = "FileRefusal";
    this.kind = kind;
  }
}
