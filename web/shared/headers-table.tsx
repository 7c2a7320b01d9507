import './headers-table.css'

/** Names and values of headers, side by side. */
export function HeadersTable({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <dl className="headers-table">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="verbatim">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
