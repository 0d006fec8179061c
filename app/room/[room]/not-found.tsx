import { NotFoundState } from "@/components/layout/empty-state";
import { paths } from "@/lib/core/paths";

export default function RoomNotFound() {
  return (
    <>
      <h1 className="sr">Page not found</h1>
      <NotFoundState back={{ href: paths.roomDoor(), label: "Go to the door" }} />
    </>
  );
}
