import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { href, places } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'

/** Said when no webhook wanted an event. */
export function Nobody({ uuid, lookAgain }: { uuid: string; lookAgain: () => void }) {
  const { events: text } = useText()
  return (
    <Alert
      type="warning"
      header={text.nobody}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={lookAgain}>{text.lookAgain}</Button>
          <Button href={href(places.newWebhook)}>{text.addWebhook}</Button>
        </SpaceBetween>
      }
    >
      {text.nobodyExplained} <span className="verbatim">{uuid}</span>
    </Alert>
  )
}
