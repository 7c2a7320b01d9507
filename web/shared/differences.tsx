import Box from '@cloudscape-design/components/box'
import Table from '@cloudscape-design/components/table'

import type { Difference } from '../common/differences.ts'
import { useText } from '../text/use-text.ts'

type Props = { label: string; before: string; after: string; differences: readonly Difference[] }

/** Two values side by side, where they differ. */
export function Differences({ label, before, after, differences }: Props) {
  const { compare: text } = useText()
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      items={differences}
      trackBy="path"
      ariaLabels={{ tableLabel: label }}
      empty={<Box color="text-body-secondary">{text.same}</Box>}
      columnDefinitions={[
        {
          id: 'path',
          header: text.field,
          isRowHeader: true,
          cell: ({ path }) => <span className="verbatim">{path === '' ? text.whole : path}</span>,
        },
        { id: 'before', header: before, cell: (one) => <Value value={one.before} /> },
        { id: 'after', header: after, cell: (one) => <Value value={one.after} /> },
      ]}
    />
  )
}

function Value({ value }: { value: string | undefined }) {
  return value === undefined ? '–' : <span className="verbatim">{value}</span>
}
