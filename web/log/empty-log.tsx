import Button from '@cloudscape-design/components/button'

import { useCan } from '../api/me.ts'
import { useAllWebhooks } from '../api/webhook-names.ts'
import { href, paths } from '../common/paths.ts'
import { Empty } from '../shared/empty.tsx'
import { useText } from '../text/use-text.ts'

/** An empty log, and what to do next. */
export function EmptyLog({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  const { common, log } = useText()
  const { empty: text } = log
  const can = useCan()
  const { data: webhooks } = useAllWebhooks()
  if (isFiltered) {
    return (
      <Empty title={text.noMatch} explained={text.noMatchExplained}>
        <Button onClick={clear}>{common.clearFilters}</Button>
      </Empty>
    )
  }
  if (webhooks?.length === 0) {
    return (
      <Empty title={text.title} explained={text.noWebhooks}>
        {can.change && <Button href={href(paths.newWebhook)}>{text.addWebhook}</Button>}
      </Empty>
    )
  }
  return (
    <Empty title={text.title} explained={text.noEvents}>
      {can.publish && <Button href={href(paths.newEvent)}>{text.publishEvent}</Button>}
    </Empty>
  )
}
