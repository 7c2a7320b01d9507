import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { type PreviousEvent, usePreviousEvent } from '../../api/previous-event.ts'
import type { DeliveryDetail } from '../../api/views.ts'
import { differencesOf } from '../../common/differences.ts'
import { href, paths } from '../../common/paths.ts'
import { Differences } from '../../shared/differences.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'

type Props = { delivery: DeliveryDetail; content: string | undefined }

/** What changed since the event before of the same resource, which is read when it is asked for. */
export function CompareEvents({ delivery, content }: Props) {
  const { compare: text } = useText()
  const [isOpen, setIsOpen] = useState(false)
  const query = usePreviousEvent(delivery, isOpen)
  return (
    <ExpandableSection
      headerText={text.events}
      expanded={isOpen}
      onChange={({ detail }) => setIsOpen(detail.expanded)}
    >
      {isOpen && (
        <Loaded query={query}>
          {(previous) =>
            previous === null ? (
              <Box color="text-body-secondary">{text.noPrevious}</Box>
            ) : (
              <Changes delivery={delivery} content={content} previous={previous} />
            )
          }
        </Loaded>
      )}
    </ExpandableSection>
  )
}

function Changes({ delivery, content, previous }: Props & { previous: PreviousEvent }) {
  const { compare: text } = useText()
  return (
    <SpaceBetween size="s">
      <Differences
        label={text.events}
        before={formatDateTime(previous.createdAt)}
        after={formatDateTime(delivery.createdAt)}
        differences={differencesOf(parsed(previous.content), parsed(content))}
      />
      <Link href={href(paths.event(previous.uuid))}>{text.viewPrevious}</Link>
    </SpaceBetween>
  )
}

function parsed(content: string | undefined): unknown {
  return content === undefined ? undefined : JSON.parse(content)
}
