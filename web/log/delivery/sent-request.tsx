import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { statusOf } from '../../api/api-error.ts'
import { useEvent } from '../../api/events.ts'
import type { DeliveryDetail } from '../../api/views.ts'
import { CodeBlock } from '../../shared/code-block.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { saveFile } from '../../shared/save-file.ts'
import { useText } from '../../text/use-text.ts'
import { curlOf, hasFewHeaders, isHttp, type RecordedRequest, requestText } from './as-sent.ts'
import { bodyOf } from './verify-signature.ts'

type Props = { delivery: DeliveryDetail; number: number; request: RecordedRequest }

/** The request of an attempt, with a command that repeats it, and its body as a file. */
export function SentRequest(props: Props) {
  const { sentRequest: text } = useText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <ExpandableSection
      headerText={text.title}
      expanded={isOpen}
      onChange={({ detail }) => setIsOpen(detail.expanded)}
    >
      {isOpen && <WithBody {...props} />}
    </ExpandableSection>
  )
}

/** Reads the event, which the body is made of; it may no longer be stored. */
function WithBody(props: Props) {
  const query = useEvent(props.delivery.event.uuid)
  if (statusOf(query.error) === 404) return <Shown {...props} body={undefined} />
  return (
    <Loaded query={query}>
      {(event) => <Shown {...props} body={bodyOf(props.request, event)} />}
    </Loaded>
  )
}

function Shown({ delivery, number, request, body }: Props & { body: string | undefined }) {
  const { sentRequest: text } = useText()
  const { payload } = request
  const why = payload === 'TRANSFORMED' ? text.notKept[payload] : text.notKept.expired
  return (
    <SpaceBetween size="s">
      <Box color="text-body-secondary">
        {text.secrets} {hasFewHeaders(request) && text.fewHeaders} {body === undefined && why}
      </Box>
      <CodeBlock name={text.request} text={requestText(request, body)} />
      <SpaceBetween direction="horizontal" size="xs">
        {isHttp(request) && <CopyCurl command={curlOf(request, body)} />}
        {body !== undefined && (
          <Button
            iconName="download"
            onClick={() =>
              saveFile(
                new Blob([body], { type: 'application/json' }),
                `${delivery.id}-${number}.json`,
              )
            }
          >
            {text.download}
          </Button>
        )}
      </SpaceBetween>
      {isHttp(request) && (
        <Box variant="small">
          {text.curlExplained} {body === undefined && text.curlBody}
        </Box>
      )}
    </SpaceBetween>
  )
}

function CopyCurl({ command }: { command: string }) {
  const { common, sentRequest: text } = useText()
  return (
    <CopyToClipboard
      variant="button"
      copyButtonText={text.copyCurl}
      copyButtonAriaLabel={text.copyCurl}
      copySuccessText={text.curlCopied}
      copyErrorText={common.notCopied}
      textToCopy={command}
    />
  )
}
