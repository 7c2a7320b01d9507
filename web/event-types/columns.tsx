import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import type { TableProps } from '@cloudscape-design/components/table'

import { href, paths } from '../common/paths.ts'
import type { Text } from '../text/use-text.ts'

export type Row = { name: string; title: string; when: string }
type Column = TableProps.ColumnDefinition<Row>
type Options = { text: Text['eventTypes']; mayAdd: boolean }

export function columnsOf({ text, mayAdd }: Options): Column[] {
  const add: Column = {
    id: 'add',
    header: text.columns.add,
    minWidth: 130,
    cell: (row) => <AddLink row={row} text={text} />,
  }
  return [
    {
      id: 'eventType',
      header: text.columns.eventType,
      isRowHeader: true,
      minWidth: 220,
      cell: (row) => <EventTypeLink row={row} />,
    },
    { id: 'when', header: text.columns.when, minWidth: 300, cell: ({ when }) => when },
    ...(mayAdd ? [add] : []),
  ]
}

/** On narrow screens, each event type is one cell. */
export function narrowColumn({ text, mayAdd }: Options): Column {
  return {
    id: 'eventType',
    header: text.columns.eventType,
    isRowHeader: true,
    cell: (row) => (
      <>
        <EventTypeLink row={row} />
        <Box variant="p" color="text-body-secondary">
          {row.when}
        </Box>
        {mayAdd && <AddLink row={row} text={text} />}
      </>
    ),
  }
}

function EventTypeLink({ row: { name, title } }: { row: Row }) {
  return (
    <>
      <Link href={href(paths.eventType(name))}>
        <span className="verbatim">{name}</span>
      </Link>
      <Box variant="small" display="block">
        {title}
      </Box>
    </>
  )
}

function AddLink({ row: { name }, text }: { row: Row; text: Text['eventTypes'] }) {
  return (
    <Link href={href(paths.newWebhookFor(name))} ariaLabel={text.addFor(name)}>
      {text.add}
    </Link>
  )
}
