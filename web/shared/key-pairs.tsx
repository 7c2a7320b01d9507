import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { OAuth2View } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { ErrorAlert } from './error-alert.tsx'

type Key = NonNullable<OAuth2View['clientKey']>

type Props = {
  authentication: Pick<OAuth2View, 'clientKey' | 'nextClientKey'>
  canChange: boolean
  /** Makes the next key, or puts it to use. */
  change: {
    mutate: (action: 'next' | 'rotate') => void
    error: unknown
    isPending: boolean
  }
}

/** The public halves of the key pairs with which an OAuth2 client authenticates. */
export function ClientKeys({ authentication, canChange, change }: Props) {
  const { webhookDetail: text } = useText()
  const { mutate, error, isPending } = change
  const { clientKey, nextClientKey } = authentication
  if (clientKey === undefined) return null
  const actions = canChange && (
    <SpaceBetween size="xs" direction="horizontal">
      <Button disabled={isPending} onClick={() => mutate('next')}>
        {text.makeNextKey}
      </Button>
      {nextClientKey && (
        <Button disabled={isPending} onClick={() => mutate('rotate')}>
          {text.useNextKey}
        </Button>
      )}
    </SpaceBetween>
  )
  return (
    <Container
      header={
        <Header variant="h2" description={text.clientKeyExplained} actions={actions}>
          {text.clientKey}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={error} />
        <PublicHalf title={text.currentKey} of={clientKey} />
        {nextClientKey && <PublicHalf title={text.nextKey} of={nextClientKey} />}
      </SpaceBetween>
    </Container>
  )
}

/** The public key and its certificate, to copy. */
export function PublicHalf({ title, of: { publicKey, certificate } }: { title: string; of: Key }) {
  const { common, webhookDetail: text } = useText()
  const copy = (label: string, value: string) => (
    <CopyToClipboard
      copyButtonText={label}
      copyButtonAriaLabel={`${label}: ${title}`}
      copySuccessText={common.copied}
      copyErrorText={common.notCopied}
      textToCopy={value}
    />
  )
  return (
    <div>
      <Box variant="awsui-key-label">{title}</Box>
      <Box padding={{ bottom: 'xs' }}>
        <code>{publicKey.kid}</code>
      </Box>
      <SpaceBetween size="xs" direction="horizontal">
        {copy(text.copyPublicKey, JSON.stringify(publicKey, null, 2))}
        {copy(text.copyCertificate, certificate)}
      </SpaceBetween>
    </div>
  )
}
