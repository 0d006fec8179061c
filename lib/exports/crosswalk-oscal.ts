import { canonicalJson } from "@/lib/core/canonical-json";
import type { CrosswalkDocument } from "@/lib/core/crosswalk-export-document";
import { explorerQuery } from "@/lib/core/explorer-view";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { catalogShape } from "@/lib/core/oscal/catalog";
import { crosswalkCatalog } from "@/lib/core/oscal/crosswalk-catalogs";
import { crosswalkMapping, type OscalCatalogFile } from "@/lib/core/oscal/crosswalk-mapping";
import { mappingCollectionShape } from "@/lib/core/oscal/mapping-collection";
import { nameUuid } from "@/lib/exports/uuid";

const NAMESPACE = "6f0c2d1e-8b57-4c39-9a4e-1d7f3b20c5a8";

function publishedAt({ publishedOn }: { readonly publishedOn: string }): string {
  return `${publishedOn}T00:00:00Z`;
}

/** Parses before it prints: a document that breaks the product's own shape is never handed out. */
function checked(shape: { parse: (document: unknown) => unknown }, document: unknown): string {
  return `${JSON.stringify(shape.parse(document), null, 1)}\n`;
}

/**
 * The mapping-collection of a document as JSON text. `catalogBase` stands before the file names of the catalogs: empty
 * where the file lies beside them. UUIDs follow from what they name: equal content has an equal document UUID, and a
 * pair keeps its own in every edition of the same workspace or of the public file.
 */
export function oscalMapping(document: CrosswalkDocument, catalogBase: string): string {
  const { team, view, edition } = document;
  const layer = team === null ? null : { ...team, edition: null, linked: Object.fromEntries(team.linked) };
  const content = canonicalJson({ dataset: edition.version, view: explorerQuery(view), layer });
  const namespace = nameUuid(NAMESPACE, team?.workspaceId ?? "public");
  return checked(
    mappingCollectionShape,
    crosswalkMapping(document, {
      documentUuid: nameUuid(namespace, content),
      uuid: (name) => nameUuid(namespace, name),
      lastModified: team?.exportedAt ?? publishedAt(edition),
      catalogHref: (file) => `${catalogBase}${file}`,
    }),
  );
}

/** One of the two catalogs of ids and short titles as JSON text. */
export function oscalCatalog(file: OscalCatalogFile): string {
  const documentUuid = nameUuid(NAMESPACE, `${file} ${NEWEST_EDITION.version}`);
  return checked(
    catalogShape,
    crosswalkCatalog(file, { documentUuid, lastModified: publishedAt(NEWEST_EDITION) }),
  );
}
