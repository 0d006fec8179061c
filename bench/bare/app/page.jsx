import { connection } from "next/server";
import postgres from "postgres";

const sql = postgres(process.env.BENCH_DATABASE_URL ?? "", { max: 10 });

/** The floor of every comparison: one join over 93 controls and 1,000 evidence rows, one table of 93 rows. */
export default async function BarePage() {
  await connection();
  const rows = await sql`
    select r.ref, r.evidence_status, count(l.item_id)::int as files
    from requirements r
      left join evidence_links l on l.workspace_id = r.workspace_id and l.ref = r.ref
      left join evidence_items i on i.workspace_id = l.workspace_id and i.id = l.item_id
    where r.workspace_id = ${process.env.BENCH_WORKSPACE ?? ""} and r.kind = 'control'
    group by 1, 2 order by 1`;
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.ref}>
            <td>{row.ref}</td>
            <td>{row.evidence_status}</td>
            <td>{row.files}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
