import { PublicFrame } from "@/app/public-frame";
import { NotFoundState } from "@/components/layout/empty-state";
import { paths } from "@/lib/core/paths";

export default function NotFound() {
  return (
    <PublicFrame width="form">
      <NotFoundState back={{ href: paths.landing(), label: "Go to the start page" }} />
    </PublicFrame>
  );
}
