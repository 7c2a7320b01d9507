import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'
import { Screen } from './screen.tsx'

/** Instead of a screen that failed, or whose code cannot be loaded any more. */
export function Broken() {
  const { faults } = useText()
  return (
    <Screen title={faults.broken} crumbs={[]}>
      <Alert
        type="error"
        action={
          <Button
            onClick={() => {
              location.reload()
            }}
          >
            {faults.reload}
          </Button>
        }
      >
        {faults.unknown}
      </Alert>
    </Screen>
  )
}
