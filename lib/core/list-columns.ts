// Columns of the wide lists that a person may show or hide; the others are always there.

type Column = { readonly label: string; readonly standard: boolean };

const COLUMNS = {
  controls: {
    overlap: { label: "Overlap", standard: true },
    files: { label: "Files", standard: true },
    owner: { label: "Owner", standard: true },
    soa: { label: "SoA", standard: true },
    due: { label: "Due", standard: true },
  },
  soa: {
    reasons: { label: "Reasons", standard: true },
    implementation: { label: "Implementation", standard: true },
    delivery: { label: "Delivery", standard: true },
    method: { label: "Method", standard: false },
    owner: { label: "Owner", standard: false },
    evidence: { label: "Evidence", standard: false },
    criteria: { label: "SOC 2", standard: false },
    nonconformities: { label: "Nonconformities", standard: false },
    review: { label: "Last review", standard: false },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>;

export type ColumnList = keyof typeof COLUMNS;
export type ColumnOf<L extends ColumnList> = keyof (typeof COLUMNS)[L] & string;
export const COLUMN_LISTS = Object.keys(COLUMNS) as readonly ColumnList[];

/** No column beside those that are always there. */
const NONE = "none";

function columnsOf(list: ColumnList): Readonly<Record<string, Column>> {
  return COLUMNS[list];
}

/** The columns that may be shown or hidden, in the order of the table. */
export function columnChoices(
  list: ColumnList,
): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(columnsOf(list)).map(([value, { label }]) => ({ value, label }));
}

/** The label of one column. */
export function columnLabel<L extends ColumnList>(list: L, column: ColumnOf<L>): string {
  return columnsOf(list)[column]?.label ?? column;
}

/** The columns as an address holds them; names that the list does not know are left out. */
export function columnsText(list: ColumnList, names: readonly string[]): string {
  const known = Object.keys(columnsOf(list)).filter((name) => names.includes(name));
  return known.length === 0 ? NONE : known.join(",");
}

/** The columns to show, in the order of the table: of the first text that says anything, else the standard ones. */
export function shownColumns<L extends ColumnList>(
  list: L,
  ...texts: readonly (string | null)[]
): readonly ColumnOf<L>[] {
  const said = texts.find((text) => text !== null && text !== "");
  const names = said === NONE ? [] : said?.split(",");
  return Object.entries(columnsOf(list)).flatMap(([name, { standard }]) =>
    (names === undefined ? standard : names.includes(name)) ? [name as ColumnOf<L>] : [],
  );
}
