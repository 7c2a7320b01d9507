import Box from '@cloudscape-design/components/box'
import Spinner from '@cloudscape-design/components/spinner'

import type { FilledPage } from '../api/fill-page.ts'
import { useText } from '../text/use-text.ts'

/** Below the rows: searching, more on the next page, or the end of the list. */
export function LogFooter({ page }: { page: FilledPage<unknown> }) {
  const { log: text } = useText()
  const { isComplete, isFull, cursor, items } = page
  return (
    <Box textAlign="center" color="text-body-secondary">
      <span role="status">
        {!isComplete && (
          <>
            <Spinner /> {text.searching(items.length)}
          </>
        )}
        {isComplete && cursor !== undefined && !isFull && text.searchLimit}
        {isComplete && cursor === undefined && items.length > 0 && text.end}
      </span>
    </Box>
  )
}
