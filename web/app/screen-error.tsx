import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'
import { Screen } from './screen.tsx'

/** Shown when a screen crashes, or its code no longer exists. */
export function ScreenError() {
  const { errors } = useText()
  return (
    <Screen title={errors.screenError} crumbs={[]}>
      <Alert
        type="error"
        action={
          <Button
            onClick={() => {
              location.reload()
            }}
          >
            {errors.reload}
          </Button>
        }
      >
        {errors.unknown}
      </Alert>
    </Screen>
  )
}
