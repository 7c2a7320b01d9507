import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useCan } from '../../api/me.ts'
import type { useWebhooks } from '../../api/webhooks.ts'
import { href, paths } from '../../common/paths.ts'
import { RefreshButton } from '../../shared/refresh-button.tsx'
import { useText } from '../../text/use-text.ts'
import { FileButtons } from '../file/file-buttons.tsx'

type Props = { list: ReturnType<typeof useWebhooks>; count: number }

export function TableHeader({ list, count }: Props) {
  const { webhooks } = useText()
  const can = useCan()
  return (
    <Header
      variant="awsui-h1-sticky"
      counter={list.isPending ? '' : `(${webhooks.loaded(count, list.hasNextPage)})`}
      description={webhooks.description}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <RefreshButton list={list} />
          <FileButtons />
          {can.change && (
            <Button variant="primary" href={href(paths.newWebhook)}>
              {webhooks.add}
            </Button>
          )}
        </SpaceBetween>
      }
    >
      {webhooks.title}
    </Header>
  )
}
