import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import type { IntegrationEventView } from '../../api/integration-views.ts'
import { href, paths } from '../../common/paths.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { KeyValues } from '../../shared/key-values.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import { EventStatus } from '../event-status.tsx'
import { ProductLink } from '../../shared/product-link.tsx'

type PageText = Text['integrationEventPage']

export function Overview({ event }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  return (
    <Container>
      <SpaceBetween size="m">
        {event.flag === 'STATELESS' && <Alert type="info">{text.isTest}</Alert>}
        <KeyValues
          columns={3}
          items={[...mainItems(event, text), ...partyItems(event, text), ...linkItems(event, text)]}
        />
      </SpaceBetween>
    </Container>
  )
}

function mainItems(
  { status, product, vendor, token, createdAt, createdBy }: IntegrationEventView,
  text: PageText,
) {
  return [
    { label: text.status, value: <EventStatus status={status} /> },
    { label: text.product, value: <ProductLink id={product} /> },
    { label: text.vendor, value: <span className="unspaced">{vendor}</span> },
    { label: text.token, value: <CopyId name={text.token} value={token} /> },
    { label: text.created, value: <FullTimestamp at={createdAt} /> },
    { label: text.createdBy, value: <span className="unspaced">{createdBy}</span> },
  ]
}

/** What an event of its type has. */
function partyItems(event: IntegrationEventView, text: PageText) {
  const { company, user, creator, result, subscription, orderId, flag } = event
  const account = result?.accountIdentifier ?? event.accountIdentifier
  return [
    ...item(text.company, company?.name ?? company?.uuid),
    ...item(text.user, nameOf(user)),
    ...item(text.creator, nameOf(creator)),
    ...item(text.account, account),
    ...item(text.subscription, subscription),
    ...item(text.order, orderId),
    ...item(text.flag, flag),
  ]
}

function linkItems({ resendOf, resentAs }: IntegrationEventView, text: PageText) {
  const link = (token: string | undefined) =>
    token && <Link href={href(paths.integrationEvent(token))}>{text.viewEvent}</Link>
  return [...item(text.resendOf, link(resendOf)), ...item(text.resentAs, link(resentAs))]
}

function item(label: string, value: ReactNode) {
  return value ? [{ label, value: <span className="unspaced">{value}</span> }] : []
}

function nameOf(person: IntegrationEventView['user']): string | undefined {
  return person ? (person.email ?? person.uuid) : undefined
}
