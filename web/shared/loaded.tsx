import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import Spinner from '@cloudscape-design/components/spinner'
import type { ReactNode } from 'react'

import { statusOf } from '../api/api-error.ts'
import { href, paths } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'
import { ErrorAlert, toMessage } from './error-alert.tsx'

type Query<Data> = {
  data: Data | undefined
  error: unknown
  refetch: () => Promise<unknown>
  /** Set for a webhook, whose 404 has its own message. */
  what?: 'webhook'
  /** The last data before it was deleted. */
  deleted?: Data | undefined
}
type Props<Data> = { query: Query<Data>; children: (data: Data) => ReactNode }

/** Draws the data of a query, or that it is loading, or its error. */
export function Loaded<Data>({ query, children }: Props<Data>) {
  const { common } = useText()
  if (query.data !== undefined) return children(query.data)
  if (statusOf(query.error) === 404) {
    return query.what === 'webhook' ? (
      <WebhookNotFound wasLoaded={query.deleted !== undefined} />
    ) : (
      <NotFound error={query.error} />
    )
  }
  if (query.error !== null) {
    return <ErrorAlert error={query.error} tryAgain={() => void query.refetch()} />
  }
  return (
    <Box textAlign="center" padding="l">
      <span role="status">
        <Spinner /> {common.loading}
      </span>
    </Box>
  )
}

function WebhookNotFound({ wasLoaded }: { wasLoaded: boolean }) {
  const { webhooks } = useText()
  return (
    <Alert type="info" header={wasLoaded ? webhooks.deletedTitle : webhooks.notFound}>
      <Link href={href(paths.webhooks)}>{webhooks.viewAll}</Link>
    </Alert>
  )
}

/** Not an error: trying again would not help. */
function NotFound({ error }: { error: unknown }) {
  const text = useText()
  return (
    <Alert type="info" header={text.errors.notFoundTitle}>
      {toMessage(error, text)}
    </Alert>
  )
}
