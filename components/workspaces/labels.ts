import type { Role } from "@/lib/core/access";

export const ROLE_LABEL: Readonly<Record<Role, string>> = {
  owner: "Owner",
  lead: "Lead",
  contributor: "Contributor",
  approver: "Approver",
  viewer: "Viewer",
};

export const ROLE_HELP: Readonly<Record<Role, string>> = {
  owner: "Everything, including owners and the separation of duties",
  lead: "Runs the programme: scope, imports, evidence, SoA, people",
  contributor: "Records status and adds evidence on rows they own",
  approver: "Reads everything, accepts or returns evidence, closes nonconformities",
  viewer: "Reads everything, changes nothing",
};
