import Button from '@cloudscape-design/components/button'

import { statusOf } from '../../api/fault.ts'
import { inWords } from '../../shared/problem-alert.tsx'
import { useText } from '../../text/use-text.ts'

type Props = { error: unknown; reload: (() => void) | undefined }

/** Why nothing was saved; and the way on when somebody else was quicker. */
export function Refusal({ error, reload }: Props) {
  const text = useText()
  const isStale = statusOf(error) === 412
  return (
    <>
      {inWords(error, text)}{' '}
      {isStale && reload && (
        <Button variant="inline-link" formAction="none" onClick={reload}>
          {text.faults.reload}
        </Button>
      )}
    </>
  )
}
