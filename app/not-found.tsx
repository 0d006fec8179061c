import { PublicFrame } from "@/app/public-frame";
import { NotFoundState } from "@/components/layout/empty-state";
import { paths } from "@/lib/core/paths";

export default function NotFound() {
  return (
    <PublicFrame width="form">
      <h1 className="sr">Page not found</h1>
      <NotFoundState back={{ href: paths.landing(), label: "Go to the start page" }} />
    </PublicFrame>
  );
}
