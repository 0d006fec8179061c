import { headers } from "next/headers";
import { SharedFrame } from "@/app/public-frame";
import { ExplorerUnknownScreen } from "@/components/explorer/unknown-screen";
import { explorerUnknown } from "@/lib/core/explorer-address";

/**
 * What the crosswalk answers to an address that names nothing. Pages return it instead of calling notFound(), which leaves an
 * empty document to browsers without script; the status 404 comes from the proxy, by the same rule.
 */
export async function ExplorerUnknownPage() {
  const asked = (await headers()).get("x-path") ?? "/";
  return (
    <SharedFrame>
      <ExplorerUnknownScreen unknown={explorerUnknown(new URL(asked, "http://localhost"))} />
    </SharedFrame>
  );
}
