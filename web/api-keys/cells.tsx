import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { ApiKeyView } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { useNow } from '../shared/clock.ts'
import { formatDate, formatDateTime, formatRelative } from '../shared/format.ts'
import { StatusLabel } from '../shared/status-label.tsx'
import { Timestamp } from '../shared/timestamp.tsx'
import { useText } from '../text/use-text.ts'
import { expiryState } from './expiry.ts'

type Props = { apiKey: ApiKeyView }

export function Name({ apiKey: { name } }: Props) {
  return <span className="unspaced">{name}</span>
}

export function Prefix({ apiKey: { prefix } }: Props) {
  return <span className="verbatim">{prefix}</span>
}

export function Created({ apiKey: { createdAt, createdBy } }: Props) {
  const { apiKeys } = useText()
  return (
    <>
      <Timestamp at={createdAt} />
      <Box variant="small" display="block">
        <span className="unspaced">{apiKeys.by(createdBy)}</span>
      </Box>
    </>
  )
}

export function LastUse({ apiKey: { lastUsedAt } }: Props) {
  const { apiKeys } = useText()
  return lastUsedAt === undefined ? apiKeys.never : <Timestamp at={lastUsedAt} />
}

/** The date, with a warning shortly before. */
export function Expiry({ apiKey: { expiresAt } }: Props) {
  const { apiKeys } = useText()
  const now = useNow()
  if (expiresAt === undefined) return apiKeys.never
  const state = expiryState(expiresAt, now)
  return (
    <time dateTime={expiresAt} title={formatDateTime(expiresAt)}>
      {state === 'valid' ? (
        formatDate(expiresAt)
      ) : (
        <StatusLabel type={state === 'expired' ? 'error' : 'warning'}>
          {state === 'expired' ? apiKeys.expired : formatRelative(expiresAt, now)}
        </StatusLabel>
      )}
      {state !== 'valid' && (
        <Box variant="small" display="block">
          {formatDate(expiresAt)}
        </Box>
      )}
    </time>
  )
}

type ToolsProps = Props & { revoke: (apiKey: ApiKeyView) => void }

export function Tools(props: ToolsProps) {
  return (
    <SpaceBetween direction="horizontal" size="s">
      <AuditLink {...props} />
      <RevokeButton {...props} />
    </SpaceBetween>
  )
}

/** Leads to what the program with this key did; the audit log has it as a user of this name. */
function AuditLink({ apiKey: { name } }: Props) {
  const { apiKeys } = useText()
  const query = new URLSearchParams({ by: `API key ${name}` })
  return (
    <Link href={`${href(paths.audit)}?${query}`} ariaLabel={apiKeys.auditOf(name)}>
      {apiKeys.audit}
    </Link>
  )
}

function RevokeButton({ apiKey, revoke }: ToolsProps) {
  const { apiKeys } = useText()
  return (
    <Button
      variant="inline-link"
      ariaLabel={apiKeys.revokeOf(apiKey.name)}
      onClick={() => revoke(apiKey)}
    >
      {apiKeys.revoke}
    </Button>
  )
}

/** A developer's role names its vendor. */
export function Role({ apiKey: { role, vendor } }: { apiKey: ApiKeyView }) {
  const { apiKeys, layout } = useText()
  const name = layout.roles[role]
  return vendor === undefined ? name : apiKeys.ofVendor(name, vendor)
}
