import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'

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
