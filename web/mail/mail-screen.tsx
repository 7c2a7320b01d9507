import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'

import { useMail } from '../api/mails.ts'
import type { WholeMailView } from '../api/views.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { paths } from '../common/paths.ts'
import { CodeBlock } from '../shared/code-block.tsx'
import { KeyValues } from '../shared/key-values.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { FullTimestamp } from '../shared/timestamp.tsx'
import { useText } from '../text/use-text.ts'
import { About, MailStatus, To } from './cells.tsx'

/** One mail with its text. */
export function Component() {
  const { layout, mail: text } = useText()
  const { id = '' } = useParams()
  const mail = useMail(id)
  return (
    <Screen
      title={mail.data?.subject ?? text.title}
      crumbs={[...settingsCrumbs(layout), { text: text.title, path: paths.mail }]}
    >
      <Loaded query={mail}>{(read) => <Mail mail={read} />}</Loaded>
    </Screen>
  )
}

function Mail({ mail }: { mail: WholeMailView }) {
  const { mail: text } = useText()
  return (
    <SpaceBetween size="l">
      <Overview mail={mail} />
      <Container header={<Header variant="h2">{text.text}</Header>}>
        <CodeBlock name={text.text} text={mail.text} />
      </Container>
      <ExpandableSection
        variant="container"
        headerText={text.html}
        headerDescription={text.htmlExplained}
      >
        <CodeBlock name={text.html} text={mail.html} />
      </ExpandableSection>
    </SpaceBetween>
  )
}

/** Statuses without a message: the mail was sent, or is about to be. */
const calm: readonly WholeMailView['status'][] = ['sending', 'sent']

function Overview({ mail }: { mail: WholeMailView }) {
  const { mail: text } = useText()
  const { status, reason, kind, at, changedAt } = mail
  return (
    <Container>
      <SpaceBetween size="m">
        {!calm.includes(status) && (
          <Alert type={status === 'stored' ? 'info' : 'warning'}>
            <span className="unspaced">{text.meanings[status]}</span>
          </Alert>
        )}
        <KeyValues
          columns={3}
          items={[
            { label: text.columns.status, value: <MailStatus mail={mail} /> },
            ...(reason === undefined
              ? []
              : [{ label: text.reason, value: <span className="unspaced">{reason}</span> }]),
            { label: text.columns.kind, value: text.kinds[kind] },
            { label: text.columns.to, value: <To mail={mail} /> },
            { label: text.columns.about, value: <About mail={mail} /> },
            { label: text.columns.at, value: <FullTimestamp at={at} /> },
            { label: text.changed, value: <FullTimestamp at={changedAt} /> },
          ]}
        />
      </SpaceBetween>
    </Container>
  )
}
