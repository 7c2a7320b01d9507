import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useCan } from '../../api/me.ts'
import { href, paths } from '../../common/paths.ts'
import { useText } from '../../text/use-text.ts'
import type { Filtering } from './use-filter.ts'

/** An empty table: what to do first, or clear the filters. */
export function Empty({ clear, isFiltered }: Filtering) {
  const { common, webhooks } = useText()
  return (
    <Box textAlign="center" padding="l">
      {isFiltered ? (
        <SpaceBetween size="m">
          <b>{webhooks.noMatch}</b>
          <Button onClick={clear}>{common.clearFilters}</Button>
        </SpaceBetween>
      ) : (
        <NoneYet />
      )}
    </Box>
  )
}

function NoneYet() {
  const { webhooks } = useText()
  const can = useCan()
  return (
    <SpaceBetween size="m">
      <b>{webhooks.empty}</b>
      <Box variant="p" color="inherit">
        {can.change ? webhooks.emptyForManagers : webhooks.emptyForViewers}
      </Box>
      {can.change && <Button href={href(paths.newWebhook)}>{webhooks.add}</Button>}
    </SpaceBetween>
  )
}
