import type { Cause } from "@/lib/core/nonconformity-dto";
import { FISHBONE_BRANCHES, FISHBONE_LABEL } from "@/lib/core/nonconformity-dto";

function Whys({ whys }: { whys: Extract<Cause, { method: "five_whys" }>["whys"] }) {
  return (
    <ol className="whys">
      {whys.map(({ why, because }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the whys keep their order and may repeat.
        <li key={at}>
          <div>
            <p>{why === "" ? "Why?" : why}</p>
            <p className="wrap-anywhere">{because}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The analysis as its method stores it: five whys, branches of a fishbone, or text. */
export function CauseView({ cause }: { cause: Cause }) {
  if (cause.method === "five_whys") return <Whys whys={cause.whys} />;
  if (cause.method === "free") return <p className="whitespace-pre-line wrap-anywhere">{cause.text}</p>;
  return (
    <dl className="def">
      {FISHBONE_BRANCHES.filter((name) => cause.branches[name] !== "").map((name) => (
        <div key={name} className="contents">
          <dt>{FISHBONE_LABEL[name]}</dt>
          <dd>{cause.branches[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
