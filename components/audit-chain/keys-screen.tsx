import { PageHeader } from "@/components/layout/page-header";
import type { SigningKey } from "@/lib/core/checkpoint";
import { formatInstant } from "@/lib/core/dates";

const inUtc = (instant: string) => `${formatInstant(new Date(instant), "UTC")} UTC`;

/** The public keys that sign checkpoints and packs of this installation. */
export function KeysScreen({ keys }: { keys: readonly SigningKey[] }) {
  return (
    <>
      <PageHeader title="Signing keys" />
      <div className="stack">
        <p className="prose">
          Checkpoints of activity logs and packs for auditors are signed by this installation with Ed25519.
          The verifier in a pack prints the fingerprint of the key that signed it: it has to be one of these.
        </p>
        {keys.length === 0 ? <p className="note">Nothing was signed yet.</p> : null}
        <ul className="stack">
          {keys.map(({ id, key, from, until }) => (
            <li key={id}>
              <dl className="def max-w-3xl">
                <dt>Fingerprint (SHA-256)</dt>
                <dd className="mono break-all">{id}</dd>
                <dt>Public key</dt>
                <dd className="mono break-all">{key}</dd>
                <dt>In use</dt>
                <dd>
                  {until === null ? `From ${inUtc(from)}` : `From ${inUtc(from)} until ${inUtc(until)}`}
                </dd>
              </dl>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
