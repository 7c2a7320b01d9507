import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import { useState } from 'react'

import { type BodyFormat, useIntegrationEventBody } from '../../api/integration-events.ts'
import { CodeBlock } from '../../shared/code-block.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'

/** The event as the vendor reads it, as JSON or as XML. */
export function EventBody({ token }: { token: string }) {
  const { integrationEventPage: text } = useText()
  const [format, setFormat] = useState<BodyFormat>('json')
  const query = useIntegrationEventBody(token, format)
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SegmentedControl
              label={text.bodyFormat}
              selectedId={format}
              options={[
                { id: 'json', text: text.formats.json },
                { id: 'xml', text: text.formats.xml },
              ]}
              onChange={({ detail }) => setFormat(detail.selectedId === 'xml' ? 'xml' : 'json')}
            />
          }
        >
          {text.body}
        </Header>
      }
    >
      <Loaded query={query}>{(body) => <CodeBlock name={text.body} text={body} />}</Loaded>
    </Container>
  )
}
