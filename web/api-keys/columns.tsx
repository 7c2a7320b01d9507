import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'

import type { ApiKeyView } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'
import { Created, Expiry, LastUse, Name, Prefix, Role, Tools } from './cells.tsx'

type Column = TableProps.ColumnDefinition<ApiKeyView>
type Revoke = (apiKey: ApiKeyView) => void

export function columnsOf({ apiKeys }: Text, revoke: Revoke): Column[] {
  const { columns } = apiKeys
  return [
    {
      id: 'name',
      header: columns.name,
      isRowHeader: true,
      minWidth: 150,
      cell: (apiKey) => <Name apiKey={apiKey} />,
    },
    {
      id: 'prefix',
      header: columns.prefix,
      minWidth: 170,
      cell: (apiKey) => <Prefix apiKey={apiKey} />,
    },
    { id: 'role', header: columns.role, cell: (apiKey) => <Role apiKey={apiKey} /> },
    {
      id: 'createdAt',
      header: columns.createdAt,
      minWidth: 130,
      cell: (apiKey) => <Created apiKey={apiKey} />,
    },
    {
      id: 'lastUsedAt',
      header: columns.lastUsedAt,
      cell: (apiKey) => <LastUse apiKey={apiKey} />,
    },
    {
      id: 'expiresAt',
      header: columns.expiresAt,
      minWidth: 120,
      cell: (apiKey) => <Expiry apiKey={apiKey} />,
    },
    {
      id: 'tools',
      header: columns.tools,
      cell: (apiKey) => <Tools apiKey={apiKey} revoke={revoke} />,
    },
  ]
}

/** The whole API key in one column, for narrow screens. */
export function narrowColumn({ apiKeys }: Text, revoke: Revoke): Column {
  const { columns, labelled } = apiKeys
  return {
    id: 'apiKey',
    header: columns.name,
    isRowHeader: true,
    cell: (apiKey) => (
      <>
        <Box variant="strong">
          <Name apiKey={apiKey} />
        </Box>
        <div>
          <Prefix apiKey={apiKey} />
        </div>
        <div>
          <Role apiKey={apiKey} />
        </div>
        <div>
          {labelled(columns.createdAt)} <Created apiKey={apiKey} />
        </div>
        <div>
          {labelled(columns.lastUsedAt)} <LastUse apiKey={apiKey} />
        </div>
        <div>
          {labelled(columns.expiresAt)} <Expiry apiKey={apiKey} />
        </div>
        <Tools apiKey={apiKey} revoke={revoke} />
      </>
    ),
  }
}
