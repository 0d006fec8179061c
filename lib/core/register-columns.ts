// Which column of a register holds what: the fields of the import and the headings they go by in three languages.

export const REGISTER_FIELDS = [
  "reference",
  "name",
  "type",
  "criteria",
  "criteriaSecond",
  "criteriaThird",
  "owner",
  "collectedOn",
  "periodFrom",
  "periodTo",
  "renewOn",
  "status",
  "source",
  "link",
  "file",
  "comment",
] as const;
export type RegisterField = (typeof REGISTER_FIELDS)[number];
/** A register may keep the requirements of each framework in a column of its own; what they name is read together. */
export const REQUIREMENT_FIELDS = ["criteria", "criteriaSecond", "criteriaThird"] as const;
export type RequirementField = (typeof REQUIREMENT_FIELDS)[number];
export const REGISTER_FIELD_LABEL: Readonly<Record<RegisterField, string>> = {
  reference: "Reference",
  name: "Name",
  type: "Type",
  criteria: "Requirements",
  criteriaSecond: "Requirements, second column",
  criteriaThird: "Requirements, third column",
  owner: "Owner",
  collectedOn: "Collected on",
  periodFrom: "Period start",
  periodTo: "Period end",
  renewOn: "Renewal date",
  status: "Status",
  source: "Source system",
  link: "Link",
  file: "File in the archive",
  comment: "Comment",
};

/** Column index by field; null where the register has no such column. Only the name is required. */
export type RegisterMapping = Readonly<Record<RegisterField, number | null>>;

export const EMPTY_MAPPING: RegisterMapping = {
  reference: null,
  name: null,
  type: null,
  criteria: null,
  criteriaSecond: null,
  criteriaThird: null,
  owner: null,
  collectedOn: null,
  periodFrom: null,
  periodTo: null,
  renewOn: null,
  status: null,
  source: null,
  link: null,
  file: null,
  comment: null,
};

/** Folded headings, the most telling first: a heading early in the list beats one late in it. */
const HEADINGS: Readonly<Record<RegisterField, readonly string[]>> = {
  reference: [
    ...["reference", "ref", "evidence id", "evidence reference", "evidence ref", "reference id", "id", "key"],
    ...["referenz", "nachweis id", "nachweisnummer", "kennung", "nummer", "nr", "no", "number"],
    ...["identifiant", "numero"],
  ],
  name: [
    ...[
      "evidence name",
      "name",
      "evidence title",
      "title",
      "evidence",
      "evidence item",
      "artifact",
      "artefact",
    ],
    ...["document", "item", "nachweis", "bezeichnung", "titel", "name des nachweises", "dokument"],
    ...["nom", "intitule", "titre", "preuve", "nom de la preuve", "libelle", "description", "beschreibung"],
  ],
  type: [
    ...[
      "type",
      "evidence type",
      "kind",
      "category",
      "document type",
      "typ",
      "art",
      "nachweisart",
      "kategorie",
    ],
    ...["nature", "categorie", "type de preuve"],
  ],
  criteria: [
    ...[
      "soc 2 criteria",
      "soc2 criteria",
      "criteria",
      "criterion",
      "tsc",
      "trust services criteria",
      "tsc criteria",
    ],
    ...["soc 2", "soc2", "soc 2 criterion", "control s", "controls", "control", "control id", "control ids"],
    ...[
      "requirement",
      "requirements",
      "kriterien",
      "kriterium",
      "soc 2 kriterien",
      "kontrolle",
      "kontrollen",
    ],
    ...[
      "anforderung",
      "anforderungen",
      "criteres",
      "critere",
      "criteres soc 2",
      "controle",
      "controles",
      "exigences",
    ],
  ],
  /** Filled from what is left once every field has its column: `frameworkColumns`. */
  criteriaSecond: [],
  criteriaThird: [],
  owner: [
    ...[
      "owner",
      "evidence owner",
      "control owner",
      "responsible",
      "assignee",
      "responsible person",
      "owner email",
    ],
    ...["verantwortlich", "verantwortliche", "verantwortlicher", "besitzer", "eigentumer", "zustandig"],
    ...["proprietaire", "responsable"],
  ],
  collectedOn: [
    ...["collected on", "date collected", "collected", "collection date", "effective date", "effective on"],
    ...[
      "last collected",
      "captured on",
      "capture date",
      "evidence date",
      "date",
      "uploaded on",
      "last updated",
    ],
    ...["erhoben am", "erhebungsdatum", "gesammelt am", "erfasst am", "datum", "stand"],
    ...["collecte le", "date de collecte", "recueilli le", "date de recueil"],
  ],
  periodFrom: [
    ...["period start", "period from", "covers from", "coverage start", "start date", "from", "start"],
    ...["zeitraum von", "zeitraum beginn", "beginn", "von", "debut de periode", "periode du", "debut", "du"],
  ],
  periodTo: [
    ...["period end", "period to", "covers to", "coverage end", "end date", "to", "until", "end"],
    ...["zeitraum bis", "zeitraum ende", "ende", "bis", "fin de periode", "periode au", "fin", "au"],
  ],
  renewOn: [
    ...[
      "renewal date",
      "renew on",
      "renew by",
      "next review",
      "renewal",
      "next due",
      "due date",
      "due on",
      "due",
    ],
    ...["expires", "expires on", "expiry date", "expiry", "expiration date", "valid until", "review date"],
    ...[
      "next collection",
      "next renewal",
      "review due",
      "erneuerung",
      "erneuern bis",
      "nachste prufung",
      "fallig",
    ],
    ...[
      "fallig am",
      "gultig bis",
      "ablaufdatum",
      "wiedervorlage",
      "prochaine revue",
      "date de renouvellement",
    ],
    ...["renouvellement", "echeance", "date d echeance", "valable jusqu au", "expiration"],
  ],
  status: ["status", "state", "evidence status", "zustand", "statut", "etat"],
  source: [
    ...["source system", "source", "system", "tool", "application", "origin", "quelle", "quellsystem"],
    ...["herkunft", "systeme source", "systeme", "outil", "origine"],
  ],
  link: [
    ...["link", "url", "evidence link", "location", "file link", "hyperlink", "web address", "verweis"],
    ...["speicherort", "ablageort", "lien", "adresse", "emplacement"],
  ],
  file: [
    ...["file", "file name", "filename", "attachment", "attachments", "files", "file path", "evidence file"],
    ...["datei", "dateiname", "anhang", "fichier", "nom du fichier", "piece jointe"],
  ],
  comment: [
    ...["comment", "comments", "note", "notes", "remark", "remarks", "kommentar", "bemerkung", "bemerkungen"],
    ...["anmerkung", "hinweis", "commentaire", "commentaires", "remarque", "remarques"],
  ],
};

/** Lower case, without diacritics, with every run of other signs as one space. */
export function foldHeading(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\u00df/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const FRAMEWORK =
  "(?:soc ?2|tsc|trust services?|iso(?: iec)?(?: 27001)?|27001|annex a|anhang a|annexe a)(?: (?:27001|2022|annex a))*";
const LISTED =
  "(?:criteri(?:a|on)|controls?|clauses?|requirements?|refs?|references?|mappings?|ids?|codes?|kriteri(?:en|um)|kontrollen?|anforderung(?:en)?|criteres?|controles?|exigences?)";
const NAMES_FRAMEWORK = new RegExp(
  `^(?:${FRAMEWORK}(?: ${LISTED})*|criteri(?:a|on)|clauses?|kriteri(?:en|um)|criteres?)$`,
);

/** Whether a heading says of which framework it lists requirements, as against "Control", which may hold anything. */
function namesFramework(heading: string): boolean {
  return [heading, ...heading.split(/[/|\n]/)].some((part) => NAMES_FRAMEWORK.test(foldHeading(part)));
}

/** Whether bare numbers in a column of this heading are controls of Annex A. */
export function listsAnnexControls(heading: string): boolean {
  const folded = foldHeading(heading);
  return /\b(?:iso|27001|annexe? a|anhang a)\b/.test(folded) && !/\b(?:soc ?2|tsc|clauses?)\b/.test(folded);
}

/** Gives further columns of requirements to the fields that are free for them, in the order of the file. */
export function withFrameworkColumns(mapping: RegisterMapping, headers: readonly string[]): RegisterMapping {
  const taken = new Set(Object.values(mapping));
  const left = headers.flatMap((heading, at) => (!taken.has(at) && namesFramework(heading) ? [at] : []));
  const filled: Record<RegisterField, number | null> = { ...mapping };
  for (const field of REQUIREMENT_FIELDS) filled[field] ??= left.shift() ?? null;
  return filled;
}

type Claim = { readonly field: RegisterField; readonly column: number; readonly rank: number };

/** A heading as a whole, then each half of "Nom / Name", by how telling the word is; lower is better. */
function claimsOf(heading: string, column: number): readonly Claim[] {
  const parts = heading.split(/[/|\n]/).map(foldHeading);
  const whole = foldHeading(heading);
  return REGISTER_FIELDS.flatMap((field) => {
    const exact = HEADINGS[field].indexOf(whole);
    if (exact !== -1) return [{ field, column, rank: exact }];
    if (field === "criteria" && namesFramework(heading)) return [{ field, column, rank: 60 }];
    const part = HEADINGS[field].findIndex((word) => parts.includes(word));
    if (part !== -1) return [{ field, column, rank: 100 + part }];
    const within = HEADINGS[field].findIndex((word) => word.length > 3 && ` ${whole} `.includes(` ${word} `));
    return within === -1 ? [] : [{ field, column, rank: 200 + within }];
  });
}

/**
 * The best guess: each column feeds at most one field, and each field has at most one column; further columns that name
 * a framework go to the further fields for requirements. A column of file names is
 * looked for only where files came with the register.
 */
export function guessMapping(
  headers: readonly string[],
  options: { readonly files: boolean } = { files: false },
): RegisterMapping {
  const claims = headers
    .flatMap((heading, column) => claimsOf(heading, column))
    .filter((claim) => options.files || claim.field !== "file")
    .sort((a, b) => a.rank - b.rank || a.column - b.column);
  const mapping: Record<RegisterField, number | null> = { ...EMPTY_MAPPING };
  const taken = new Set<number>();
  for (const { field, column } of claims) {
    if (mapping[field] !== null || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return withFrameworkColumns(mapping, headers);
}

/** Why the mapping cannot be used with this header; null when it can. */
export function mappingProblem(mapping: RegisterMapping, columns: number): string | null {
  if (mapping.name === null) return "Choose the column that holds the name of the evidence.";
  const used = Object.values(mapping).filter((column) => typeof column === "number");
  if (used.some((column) => column < 0 || column >= columns)) return "A chosen column is not in the file.";
  return new Set(used).size === used.length ? null : "One column is chosen for two fields.";
}

/** The headings that no field reads, so that a column which stays behind is named before it does. */
export function unreadHeadings(header: readonly string[], mapping: RegisterMapping): readonly string[] {
  const read = new Set(Object.values(mapping));
  return header.filter((heading, at) => heading !== "" && !read.has(at));
}
