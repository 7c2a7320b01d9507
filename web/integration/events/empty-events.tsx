import Button from '@cloudscape-design/components/button'

import { useCan } from '../../api/me.ts'
import { href, paths } from '../../common/paths.ts'
import { Empty } from '../../shared/empty.tsx'
import { useText } from '../../text/use-text.ts'

export function EmptyEvents({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  const { common, integrationEvents: text } = useText()
  const can = useCan()
  if (isFiltered) {
    return (
      <Empty title={text.noMatch} explained={text.noMatchExplained}>
        <Button onClick={clear}>{common.clearFilters}</Button>
      </Empty>
    )
  }
  return (
    <Empty title={text.empty} explained={text.emptyExplained}>
      {can.publish && <Button href={href(paths.newIntegrationEvent)}>{text.trigger}</Button>}
    </Empty>
  )
}
