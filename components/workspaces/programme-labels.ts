import type { TscCategory } from "@/lib/core/frameworks/types";

type CategoryField = "availability" | "confidentiality" | "processingIntegrity" | "privacy";

export const CATEGORY_FIELDS: readonly (readonly [CategoryField, TscCategory, string])[] = [
  ["availability", "availability", "Availability"],
  ["confidentiality", "confidentiality", "Confidentiality"],
  ["processingIntegrity", "processing_integrity", "Processing Integrity"],
  ["privacy", "privacy", "Privacy"],
];

export const PROGRAMME_LABELS = {
  availability: "Availability",
  confidentiality: "Confidentiality",
  processingIntegrity: "Processing Integrity",
  privacy: "Privacy",
  reportType: "SOC 2 report",
  windowFrom: "Window from",
  windowTo: "Window to",
  hosting: "Hosting",
  stage1On: "Stage 1",
  stage2On: "Stage 2",
  countWildcard: "Count theme-level rows",
} as const;
