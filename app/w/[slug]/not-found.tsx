import { NotFoundState } from "@/components/layout/empty-state";
import { paths } from "@/lib/core/paths";

export default function WorkspaceNotFound() {
  return <NotFoundState back={{ href: paths.landing(), label: "Go to the start page" }} />;
}
