"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths } from "@/lib/core/paths";
import {
  addAttestationInput,
  addEntityControlInput,
  addRelianceInput,
  addSupplierInput,
  archiveAttestationInput,
  archiveRelianceInput,
  editAttestationInput,
  editEntityControlInput,
  editRelianceInput,
  editSupplierInput,
  endSupplierInput,
  importSuppliersInput,
  linkAttestationInput,
  restoreSupplierInput,
  saveReviewInput,
  startReviewInput,
} from "@/lib/suppliers/input";
import {
  addAttestation,
  archiveAttestation,
  editAttestation,
  linkAttestation,
} from "@/lib/suppliers/mutations/attestations";
import { importSuppliers } from "@/lib/suppliers/mutations/import";
import {
  addEntityControl,
  addReliance,
  archiveReliance,
  editEntityControl,
  editReliance,
} from "@/lib/suppliers/mutations/reliance";
import { saveReview, startReview } from "@/lib/suppliers/mutations/reviews";
import { addSupplier, editSupplier, endSupplier, restoreSupplier } from "@/lib/suppliers/mutations/suppliers";

const needs = "supplier:write" as const;

const back =
  (flash: string) =>
  (slug: string, { supplierId }: { readonly supplierId: string }) => ({
    redirectTo: paths.supplier(slug, supplierId),
    flash,
  });

export const addSupplierAction = defineAction({
  needs,
  input: addSupplierInput,
  run: addSupplier,
  after: (slug, { id, name }) => ({ redirectTo: paths.supplier(slug, id), flash: `${name} added.` }),
});

export const editSupplierAction = defineAction({
  needs,
  input: editSupplierInput,
  run: editSupplier,
  after: (slug, { id }) => ({ redirectTo: paths.supplier(slug, id), flash: "Supplier saved." }),
});

export const endSupplierAction = defineAction({
  needs,
  input: endSupplierInput,
  run: endSupplier,
  after: (slug, { id }) => ({ redirectTo: paths.supplier(slug, id), flash: "Supplier ended." }),
});

export const restoreSupplierAction = defineAction({
  needs,
  input: restoreSupplierInput,
  run: restoreSupplier,
  after: (slug, { id }) => ({ redirectTo: paths.supplier(slug, id), flash: "Supplier brought back." }),
});

export const addAttestationAction = defineAction({
  needs,
  input: addAttestationInput,
  run: addAttestation,
  after: back("Attestation recorded."),
});

export const editAttestationAction = defineAction({
  needs,
  input: editAttestationInput,
  run: editAttestation,
  after: back("Attestation saved."),
});

export const archiveAttestationAction = defineAction({
  needs,
  input: archiveAttestationInput,
  run: archiveAttestation,
  after: back("Attestation archived."),
});

export const linkAttestationAction = defineAction({
  needs: ["supplier:write", "evidence:write"],
  input: linkAttestationInput,
  run: linkAttestation,
  after: (slug, { supplierId, linked }) => ({
    redirectTo: paths.supplier(slug, supplierId),
    flash: linked === 1 ? "1 requirement linked." : `${linked} requirements linked.`,
  }),
});

export const startReviewAction = defineAction({
  needs,
  input: startReviewInput,
  run: startReview,
  after: back("Review started."),
});

export const saveReviewAction = defineAction({
  needs,
  input: saveReviewInput,
  run: saveReview,
  after: (slug, { supplierId, decided }) => ({
    redirectTo: paths.supplier(slug, supplierId),
    flash: decided ? "Review decided." : "Findings saved.",
  }),
});

export const addRelianceAction = defineAction({
  needs,
  input: addRelianceInput,
  run: addReliance,
  after: back("Reliance statement written."),
});

export const editRelianceAction = defineAction({
  needs,
  input: editRelianceInput,
  run: editReliance,
  after: back("Reliance statement reviewed."),
});

export const archiveRelianceAction = defineAction({
  needs,
  input: archiveRelianceInput,
  run: archiveReliance,
  after: back("Reliance statement archived."),
});

export const addEntityControlAction = defineAction({
  needs,
  input: addEntityControlInput,
  run: addEntityControl,
  after: back("User-entity control noted."),
});

export const editEntityControlAction = defineAction({
  needs,
  input: editEntityControlInput,
  run: editEntityControl,
  after: back("User-entity control saved."),
});

export const importSuppliersAction = defineAction({
  needs,
  input: importSuppliersInput,
  run: importSuppliers,
  after: (slug, { done, announced }) => {
    const [added, changed] = announced.split("/");
    return done
      ? { redirectTo: paths.suppliers(slug), flash: `Register imported: ${added} new, ${changed} changed.` }
      : {};
  },
});
