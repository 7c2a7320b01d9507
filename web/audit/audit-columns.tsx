import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import type { TableProps } from '@cloudscape-design/components/table'

import { useNames } from '../api/resources.ts'
import type { AuditView } from '../api/views.ts'
import type { Named } from '../api/webhook-names.ts'
import { href, paths } from '../common/paths.ts'
import { formatShortDateTime } from '../shared/format.ts'
import { Timestamp } from '../shared/timestamp.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import { type Text, useText } from '../text/use-text.ts'
import { Changes } from './changes.tsx'
import { eventInWords } from './in-words.ts'

export type AuditColumnId = 'at' | 'by' | 'action' | 'webhook' | 'change'
type Column = TableProps.ColumnDefinition<AuditView> & { id: AuditColumnId }

/** The user recorded for what Postrider does on its own. */
const postrider = 'postrider'

export function auditColumns({ audit }: Text): Column[] {
  const { columns } = audit
  return [
    {
      id: 'at',
      minWidth: 140,
      header: columns.at,
      cell: (entry) => <Time entry={entry} />,
    },
    {
      id: 'by',
      minWidth: 160,
      header: columns.by,
      cell: (entry) => <span className="unspaced">{userOf(entry, audit)}</span>,
    },
    {
      id: 'action',
      minWidth: 150,
      header: columns.action,
      isRowHeader: true,
      cell: (entry) => actionOf(entry, audit),
    },
    {
      id: 'webhook',
      minWidth: 200,
      header: columns.webhook,
      cell: (entry) => <Subject entry={entry} />,
    },
    {
      id: 'change',
      minWidth: 220,
      header: columns.change,
      cell: (entry) => <Changes entry={entry} />,
    },
  ]
}

/** The whole entry in one column, for narrow screens. */
export function narrowAuditColumn({ audit }: Text): TableProps.ColumnDefinition<AuditView> {
  return {
    id: 'entry',
    header: audit.columns.action,
    isRowHeader: true,
    cell: (entry) => (
      <>
        <Box variant="strong">{actionOf(entry, audit)}</Box> <Subject entry={entry} />
        <div>{userOf(entry, audit)}</div>
        <Time entry={entry} />
        <Changes entry={entry} />
      </>
    ),
  }
}

function userOf({ by }: AuditView, audit: Text['audit']): string {
  return by === postrider ? audit.postrider : by
}

function actionOf({ action }: AuditView, audit: Text['audit']): string {
  return audit.actions[action] ?? action
}

function Time({ entry: { at } }: { entry: AuditView }) {
  return (
    <>
      <Timestamp at={at} />
      <Box variant="small" display="block">
        {formatShortDateTime(at)}
      </Box>
    </>
  )
}

/** A deleted webhook or product and a revoked API key keep the name that the entry recorded. */
function Subject({ entry }: { entry: AuditView }) {
  const { audit } = useText()
  const { webhook, apiKey, portalLink, product, address, event, before, after } = entry
  if (apiKey !== undefined) return <Access {...apiKey} what={audit.apiKey} />
  if (portalLink !== undefined) return <Access {...portalLink} what={audit.portalLink} />
  if (product !== undefined) return <Product {...product} />
  if (address !== undefined) return <span className="unspaced">{address}</span>
  if (event !== undefined) return <TriedEvent {...event} />
  if (webhook === undefined) return '–'
  return <WebhookLink id={webhook} lastKnown={namedIn(after) ?? namedIn(before)} />
}

function TriedEvent({ type }: NonNullable<AuditView['event']>) {
  const text = useText()
  const names = useNames()
  return <span className="unspaced">{eventInWords(type, names, text)}</span>
}

function Product({ id, name = id }: NonNullable<AuditView['product']>) {
  return (
    <Link href={href(paths.product(id))}>
      <span className="unspaced">{name}</span>
    </Link>
  )
}

type AccessProps = NonNullable<AuditView['apiKey']> & { what: (role: string) => string }

/** An API key or a portal link. */
function Access({ name, role, what }: AccessProps) {
  const { layout } = useText()
  const roles: Readonly<Record<string, string>> = layout.roles
  return (
    <span className="unspaced">
      {name}
      <Box variant="small" display="block">
        {what(roles[role] ?? role)}
      </Box>
    </span>
  )
}

function namedIn(fields: AuditView['after']): Named | undefined {
  if (fields === undefined || !('url' in fields)) return undefined
  const { url, description = '' } = fields
  if (typeof url !== 'string' || typeof description !== 'string') return undefined
  return { url, description }
}
