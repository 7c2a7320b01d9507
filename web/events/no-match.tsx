import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { href, paths } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'

export function NoMatch({ uuid, checkAgain }: { uuid: string; checkAgain: () => void }) {
  const { events: text } = useText()
  return (
    <Alert
      type="warning"
      header={text.noMatch}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={checkAgain}>{text.checkAgain}</Button>
          <Button href={href(paths.newWebhook)}>{text.addWebhook}</Button>
        </SpaceBetween>
      }
    >
      {text.noMatchExplained} <span className="verbatim">{uuid}</span>
    </Alert>
  )
}
