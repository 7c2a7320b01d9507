import Box from '@cloudscape-design/components/box'
import Spinner from '@cloudscape-design/components/spinner'

import { useText } from '../text/use-text.ts'

/** Shown while the code of a screen loads. */
export function Loading() {
  const { common } = useText()
  return (
    <Box textAlign="center" padding="xxxl">
      <span role="status">
        <Spinner size="large" /> {common.loading}
      </span>
    </Box>
  )
}
