import { NotFoundState } from "@/components/layout/empty-state";
import { paths } from "@/lib/core/paths";

export default function WorkspaceNotFound() {
  return (
    <>
      <h1 className="sr">Page not found</h1>
      <NotFoundState back={{ href: paths.landing(), label: "Go to the start page" }} />
    </>
  );
}
