import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import StatusIndicator from '@cloudscape-design/components/status-indicator'

import type { ApiKeyView } from '../api/views.ts'
import { useNow } from '../shared/clock.ts'
import { formatDate, formatDateTime, formatRelative } from '../shared/format.ts'
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
        <StatusIndicator type={state === 'expired' ? 'error' : 'warning'}>
          {state === 'expired' ? apiKeys.expired : formatRelative(expiresAt, now)}
        </StatusIndicator>
      )}
      {state !== 'valid' && (
        <Box variant="small" display="block">
          {formatDate(expiresAt)}
        </Box>
      )}
    </time>
  )
}

type RevokeProps = Props & { revoke: (apiKey: ApiKeyView) => void }

export function RevokeButton({ apiKey, revoke }: RevokeProps) {
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
