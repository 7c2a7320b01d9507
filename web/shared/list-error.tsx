import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { statusOf } from '../api/api-error.ts'
import { useText } from '../text/use-text.ts'
import { ErrorAlert } from './error-alert.tsx'

type Props = {
  query: { error: unknown; refetch: () => Promise<unknown> }
  /** Clears all filters. */
  clear: () => void
}

/** The error of a list. A 400 means invalid filters in the URL. */
export function ListError({ query: { error, refetch }, clear }: Props) {
  const { common, errors } = useText()
  if (statusOf(error) !== 400) {
    return <ErrorAlert error={error} tryAgain={() => void refetch()} />
  }
  return (
    <Alert type="info" action={<Button onClick={clear}>{common.clearFilters}</Button>}>
      {errors.invalidFilters}
    </Alert>
  )
}
