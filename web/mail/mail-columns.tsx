import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'

import type { MailView } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'
import { About, StatusWithHint, Subject, Time, To } from './cells.tsx'

type Column = TableProps.ColumnDefinition<MailView>

export function mailColumns({ mail: { columns, kinds } }: Text): Column[] {
  return [
    { id: 'at', header: columns.at, minWidth: 120, cell: (mail) => <Time mail={mail} /> },
    { id: 'kind', header: columns.kind, minWidth: 140, cell: ({ kind }) => kinds[kind] },
    { id: 'to', header: columns.to, minWidth: 190, cell: (mail) => <To mail={mail} /> },
    {
      id: 'subject',
      header: columns.subject,
      isRowHeader: true,
      minWidth: 180,
      cell: (mail) => <Subject mail={mail} />,
    },
    { id: 'about', header: columns.about, minWidth: 140, cell: (mail) => <About mail={mail} /> },
    {
      id: 'status',
      header: columns.status,
      minWidth: 190,
      cell: (mail) => <StatusWithHint mail={mail} />,
    },
  ]
}

/** The whole mail in one column, for narrow screens. */
export function narrowMailColumn({ mail: { columns, kinds, labelled } }: Text): Column {
  return {
    id: 'mail',
    header: columns.subject,
    isRowHeader: true,
    cell: (mail) => (
      <>
        <Box variant="strong">
          <Subject mail={mail} />
        </Box>
        <div>
          <StatusWithHint mail={mail} />
        </div>
        <div>{kinds[mail.kind]}</div>
        <div>
          {labelled(columns.to)} <To mail={mail} />
        </div>
        <div>
          {labelled(columns.about)} <About mail={mail} />
        </div>
        <Time mail={mail} />
      </>
    ),
  }
}
