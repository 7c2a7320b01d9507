import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useParams } from 'react-router'

import { type EventType, useEventTypes } from '../api/event-types.ts'
import { useCan } from '../api/me.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { href, paths } from '../common/paths.ts'
import { CodeBlock } from '../shared/code-block.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import { fieldsOf } from './schema-fields.ts'

/** One event type: when it fires, and what receivers get. */
export function Component() {
  const { layout, eventTypes: text } = useText()
  const { name = '' } = useParams()
  const all = useEventTypes()
  const can = useCan()
  const found = all.data?.[name]
  return (
    <Screen
      title={name}
      crumbs={[...settingsCrumbs(layout), { text: text.title, path: paths.eventTypes }]}
      description={found?.when}
      actions={
        found !== undefined &&
        can.change && (
          <Button variant="primary" href={href(paths.newWebhookFor(name))}>
            {text.add}
          </Button>
        )
      }
    >
      <Loaded query={all}>
        {() =>
          found === undefined ? (
            <Alert type="info">{text.notFound}</Alert>
          ) : (
            <Payload eventType={found} />
          )
        }
      </Loaded>
    </Screen>
  )
}

function Payload({ eventType: { schema, sample } }: { eventType: EventType }) {
  const { eventTypes: text } = useText()
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.sample}</Header>}>
        <CodeBlock name={text.sample} text={JSON.stringify(sample)} />
      </Container>
      <Table
        wrapLines
        header={
          <Header variant="h2" description={text.payloadExplained}>
            {text.payload}
          </Header>
        }
        items={fieldsOf(schema)}
        trackBy="path"
        ariaLabels={{ tableLabel: text.payload }}
        columnDefinitions={[
          {
            id: 'field',
            header: text.field,
            isRowHeader: true,
            cell: ({ path, isRequired }) => (
              <>
                <span className="verbatim">{path}</span>{' '}
                {isRequired && <Box variant="small">{text.required}</Box>}
              </>
            ),
          },
          { id: 'type', header: text.type, cell: ({ type }) => type || text.anyJson },
        ]}
      />
      <Container header={<Header variant="h2">{text.schema}</Header>}>
        <CodeBlock name={text.schema} text={JSON.stringify(schema)} />
      </Container>
    </SpaceBetween>
  )
}
