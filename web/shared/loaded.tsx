import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import Spinner from '@cloudscape-design/components/spinner'
import type { ReactNode } from 'react'

import { statusOf } from '../api/api-error.ts'
import { href, places } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'
import { inWords, ProblemAlert } from './error-alert.tsx'

type Query<Data> = {
  data: Data | undefined
  error: unknown
  refetch: () => Promise<unknown>
  /** What it is, where that is said of one that is gone. */
  what?: 'webhook'
  /** What it was before it was gone. */
  deleted?: Data | undefined
}
type Props<Data> = { query: Query<Data>; children: (data: Data) => ReactNode }

/** Draws what was asked for, once it is there; until then that it comes, or why it does not. */
export function Loaded<Data>({ query, children }: Props<Data>) {
  const { common } = useText()
  if (query.data !== undefined) return children(query.data)
  if (statusOf(query.error) === 404) {
    return query.what === 'webhook' ? (
      <NoWebhook wasThere={query.deleted !== undefined} />
    ) : (
      <NotThere error={query.error} />
    )
  }
  if (query.error !== null) {
    return <ProblemAlert error={query.error} tryAgain={() => void query.refetch()} />
  }
  return (
    <Box textAlign="center" padding="l">
      <span role="status">
        <Spinner /> {common.loading}
      </span>
    </Box>
  )
}

/** Somebody deleted it meanwhile; or it was not there when somebody came by its address. */
function NoWebhook({ wasThere }: { wasThere: boolean }) {
  const { webhooks } = useText()
  return (
    <Alert type="info" header={wasThere ? webhooks.gone : webhooks.notThere}>
      <Link href={href(places.webhooks)}>{webhooks.all}</Link>
    </Alert>
  )
}

/** Nothing went wrong, and asking again would find no more. */
function NotThere({ error }: { error: unknown }) {
  const text = useText()
  return (
    <Alert type="info" header={text.faults.notThere}>
      {inWords(error, text)}
    </Alert>
  )
}
