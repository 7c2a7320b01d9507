import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { statusOf } from '../api/api-error.ts'
import { useText } from '../text/use-text.ts'
import { ProblemAlert } from './error-alert.tsx'

type Props = {
  query: { error: unknown; refetch: () => Promise<unknown> }
  /** Lets go of everything that narrows the list. */
  clear: () => void
}

/** Why a list is not there. What the API refuses of its filters, somebody wrote into the address. */
export function ListProblem({ query: { error, refetch }, clear }: Props) {
  const { common, faults } = useText()
  if (statusOf(error) !== 400) {
    return <ProblemAlert error={error} tryAgain={() => void refetch()} />
  }
  return (
    <Alert type="info" action={<Button onClick={clear}>{common.clearFilters}</Button>}>
      {faults.wrongFilters}
    </Alert>
  )
}
