/** A start or a migration that must not go on; `message` is the one sentence for the operator, `statements` is SQL that an administrator has to run first. */
export class Refusal extends Error {
  readonly statements: readonly string[];

  constructor(message: string, statements: readonly string[] = []) {
    super(message);
    this.name = "Refusal";
    this.statements = statements;
  }
}
