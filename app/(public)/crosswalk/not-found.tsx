import type { Metadata } from "next";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";

export const metadata: Metadata = { title: "Not in the crosswalk" };

export default function NotFound() {
  return <ExplorerUnknownPage />;
}
