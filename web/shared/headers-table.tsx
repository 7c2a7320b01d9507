import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'

/** The headers of a request or an answer. */
export function HeadersTable({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <KeyValuePairs
      columns={1}
      items={Object.entries(headers).map(([name, value]) => ({
        label: name,
        value: <span className="verbatim">{value}</span>,
      }))}
    />
  )
}
