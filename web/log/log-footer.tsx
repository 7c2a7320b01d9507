import Box from '@cloudscape-design/components/box'
import Spinner from '@cloudscape-design/components/spinner'

import type { LogPage } from '../api/log-page.ts'
import { useText } from '../text/use-text.ts'

/** Under the rows: that there is more to come, where one can go on, or that this is all. */
export function ReadingOn({ page }: { page: LogPage }) {
  const { log: text } = useText()
  const { isWhole, isFull, cursor, items } = page
  return (
    <Box textAlign="center" color="text-body-secondary">
      <span role="status">
        {!isWhole && (
          <>
            <Spinner /> {text.reading(items.length)}
          </>
        )}
        {isWhole && cursor !== undefined && !isFull && text.readFar}
        {isWhole && cursor === undefined && items.length > 0 && text.end}
      </span>
    </Box>
  )
}
