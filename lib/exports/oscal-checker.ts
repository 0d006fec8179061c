// For tests: a checker for the part of JSON Schema draft 7 that the published OSCAL schemas use; a keyword that it does not know fails.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

type Schema = { readonly [keyword: string]: unknown };
const SAYS_NOTHING = new Set([
  ...["title", "description", "$id", "$schema", "$comment", "definitions", "contentEncoding"],
]);
const FORMAT: Readonly<Record<string, RegExp>> = {
  uri: /^[a-zA-Z][a-zA-Z0-9+\-.]*:\S+$/,
  "uri-reference": /^[^\s<>"{}|\\^`]*$/,
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  email: /^[^\s@]+@[^\s@]+$/,
};
const KIND: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
};

/** Problems of a value, each with its place; empty when it fits. */
type SchemaCheck = (value: unknown) => string[];

function schemaChecker(root: Schema): SchemaCheck {
  const definitions = root.definitions as Readonly<Record<string, Schema>>;
  const isObject = KIND.object as (value: unknown) => value is Readonly<Record<string, unknown>>;

  function objectProblems(schema: Schema, value: Readonly<Record<string, unknown>>, at: string): string[] {
    const known = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
    const missing = ((schema.required ?? []) as string[]).filter((name) => !(name in value));
    const extra =
      schema.additionalProperties === false ? Object.keys(value).filter((name) => !(name in known)) : [];
    return [
      ...missing.map((name) => `${at}: ${name} is missing`),
      ...extra.map((name) => `${at}: ${name} is not known`),
      ...Object.entries(known).flatMap(([name, one]) =>
        name in value ? problems(one, value[name], `${at}/${name}`) : [],
      ),
    ];
  }

  const rules: Readonly<Record<string, (schema: Schema, value: unknown, at: string) => string[]>> = {
    $ref: (schema, value, at) => {
      const name = String(schema.$ref).replace("#/definitions/", "");
      const target = definitions[name];
      return target === undefined ? [`${at}: no definition ${name}`] : problems(target, value, at);
    },
    type: ({ type }, value, at) =>
      KIND[String(type)]?.(value) === true ? [] : [`${at}: not of type ${type}`],
    pattern: ({ pattern }, value, at) =>
      typeof value !== "string" || new RegExp(String(pattern), "u").test(value) ? [] : [`${at}: ${pattern}`],
    format: ({ format }, value, at) =>
      typeof value !== "string" || FORMAT[String(format)]?.test(value) === true
        ? []
        : [`${at}: no ${format}`],
    enum: (schema, value, at) =>
      (schema.enum as unknown[]).includes(value) ? [] : [`${at}: not in the list`],
    minItems: ({ minItems }, value, at) =>
      !Array.isArray(value) || value.length >= Number(minItems) ? [] : [`${at}: too few`],
    items: ({ items }, value, at) =>
      Array.isArray(value)
        ? value.flatMap((one, index) => problems(items as Schema, one, `${at}/${index}`))
        : [],
    allOf: ({ allOf }, value, at) => (allOf as Schema[]).flatMap((one) => problems(one, value, at)),
    anyOf: ({ anyOf }, value, at) => {
      const each = (anyOf as Schema[]).map((one) => problems(one, value, at));
      return each.some((found) => found.length === 0) ? [] : (each[0] ?? []);
    },
    oneOf: ({ oneOf }, value, at) => {
      const fitting = (oneOf as Schema[]).filter((one) => problems(one, value, at).length === 0);
      return fitting.length === 1 ? [] : [`${at}: fits ${fitting.length} of the alternatives`];
    },
    ...Object.fromEntries(
      ["properties", "required", "additionalProperties"].map((keyword) => [keyword, () => []]),
    ),
  };

  function problems(schema: Schema, value: unknown, at: string): string[] {
    const found = Object.keys(schema)
      .filter((keyword) => !SAYS_NOTHING.has(keyword))
      .flatMap((keyword) => rules[keyword]?.(schema, value, at) ?? [`${at}: the checker lacks ${keyword}`]);
    return [...found, ...(isObject(value) ? objectProblems(schema, value, at) : [])];
  }
  return (value: unknown) => problems(root, value, "");
}

const folder = fileURLToPath(new URL("../../../shared/oscal", import.meta.url));

/** Whether the published schemas lie beside the project; says so where they do not. */
export function publishedOscal(): boolean {
  const present = existsSync(folder);
  if (!present) {
    process.stdout.write("skipped: no published OSCAL schemas beside the project (../shared/oscal)\n");
  }
  return present;
}

/** The checker of one published model: "mapping", "catalog", "profile", "ssp". */
export function readPublishedOscal(name: string): SchemaCheck {
  return schemaChecker(JSON.parse(readFileSync(`${folder}/oscal_${name}_schema.json`, "utf8")) as Schema);
}
