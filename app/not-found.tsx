import { NotFoundState } from "@/components/layout/empty-state";
import { Icon } from "@/components/ui/icons";
import { paths } from "@/lib/core/paths";

/** Plain, without anything of the request: the framework sends this along with every page that could need it. */
export default function NotFound() {
  return (
    <div className="public">
      <header className="pub">
        <a className="logo" href={paths.landing()}>
          <Icon name="crosswalk" />
          Carryover
        </a>
      </header>
      <main id="main" className="form">
        <h1 className="sr">Page not found</h1>
        <NotFoundState back={{ href: paths.landing(), label: "Go to the start page" }} />
      </main>
    </div>
  );
}
