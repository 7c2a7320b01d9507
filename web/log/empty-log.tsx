import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import { useAllWebhooks } from '../api/webhook-names.ts'
import { href, places } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'

/** Why the log shows nothing, and what to do about it. */
export function EmptyLog({ isNarrowed, clear }: { isNarrowed: boolean; clear: () => void }) {
  const { log } = useText()
  const { empty: text } = log
  const can = useCan()
  const { data: webhooks } = useAllWebhooks()
  if (isNarrowed) {
    return (
      <Empty title={text.noMatch} explained={text.noMatchExplained}>
        <Button onClick={clear}>{text.clear}</Button>
      </Empty>
    )
  }
  if (webhooks?.length === 0) {
    return (
      <Empty title={text.title} explained={text.noWebhooks}>
        {can.change && <Button href={href(places.newWebhook)}>{text.addWebhook}</Button>}
      </Empty>
    )
  }
  return (
    <Empty title={text.title} explained={text.noEvents}>
      {can.publish && <Button href={href(places.newEvent)}>{text.tryAnEvent}</Button>}
    </Empty>
  )
}

type EmptyProps = { title: string; explained: string; children: ReactNode }

function Empty({ title, explained, children }: EmptyProps) {
  return (
    <Box textAlign="center" margin={{ vertical: 'm' }}>
      <SpaceBetween size="m">
        <div>
          <Box variant="strong">{title}</Box>
          <Box color="text-body-secondary">{explained}</Box>
        </div>
        {children}
      </SpaceBetween>
    </Box>
  )
}
