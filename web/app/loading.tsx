import Box from '@cloudscape-design/components/box'
import Spinner from '@cloudscape-design/components/spinner'

import { useText } from '../text/use-text.ts'

/** While a screen's own code is on its way. */
export function StillLoading() {
  const { common } = useText()
  return (
    <Box textAlign="center" padding="xxxl">
      <span role="status">
        <Spinner size="large" /> {common.loading}
      </span>
    </Box>
  )
}
