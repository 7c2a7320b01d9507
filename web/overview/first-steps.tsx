import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import { href, paths } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'

/** What a manager does first in an empty marketplace. */
export function FirstSteps() {
  const { overview: text } = useText()
  const can = useCan()
  if (!can.change) return <Alert type="info">{text.viewerSteps}</Alert>
  return (
    <Container
      header={
        <Header variant="h2" description={text.stepsExplained}>
          {text.steps}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Step {...text.add}>
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="primary" href={href(paths.newWebhook)}>
              {text.add.button}
            </Button>
            <Button href={href(paths.eventTypes)}>{text.add.eventTypes}</Button>
          </SpaceBetween>
        </Step>
        <Step {...text.verify} />
        <Step {...text.watch}>
          <Button href={href(paths.log)}>{text.watch.button}</Button>
        </Step>
      </SpaceBetween>
    </Container>
  )
}

type Props = { title: string; explained: string; children?: ReactNode }

function Step({ title, explained, children }: Props) {
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{title}</Box>
      <Box color="text-body-secondary">{explained}</Box>
      {children}
    </SpaceBetween>
  )
}
