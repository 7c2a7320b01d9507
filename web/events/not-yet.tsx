import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'

/** An event that is not fanned out yet. */
export function NotYet({ uuid, checkAgain }: { uuid: string; checkAgain: () => void }) {
  const { events: text } = useText()
  return (
    <Alert
      type="info"
      header={text.notYet}
      action={<Button onClick={checkAgain}>{text.checkAgain}</Button>}
    >
      {text.notYetExplained} <span className="verbatim">{uuid}</span>
    </Alert>
  )
}
