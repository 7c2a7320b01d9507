import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import '../integration.css'

import type { EndpointName, IntegrationView, ProductView } from '../../api/integration-views.ts'
import { usePing } from '../../api/integrations.ts'
import { useCan } from '../../api/me.ts'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'
import { type Endpoint, endpointsOf } from '../endpoints.ts'
import { PingDot } from '../ping-dot.tsx'

type Props = { product: ProductView; integration: IntegrationView }

/** The endpoints that are called, and their tests. */
export function Endpoints({ product, integration }: Props) {
  const { integration: text } = useText()
  const can = useCan()
  const { mutate, variables, isPending, error } = usePing(product.id)
  const test = (name?: EndpointName) => mutate(name)
  const isTesting = (name?: EndpointName) => isPending && variables === name
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.testsExplained}
          actions={
            can.changeIntegrations && (
              <Button loading={isTesting()} disabled={isPending} onClick={() => test()}>
                {text.testAll}
              </Button>
            )
          }
        >
          {text.endpoints}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert header={text.notTested} error={error} />}
        <div>
          {endpointsOf(integration).map((endpoint) => (
            <Row
              key={endpoint.name}
              endpoint={endpoint}
              test={
                can.changeIntegrations && (
                  <Button
                    ariaLabel={text.testOf(text.endpointNames[endpoint.name])}
                    loading={isTesting(endpoint.name)}
                    disabled={isPending}
                    onClick={() => test(endpoint.name)}
                  >
                    {text.test}
                  </Button>
                )
              }
            />
          ))}
        </div>
      </SpaceBetween>
    </Container>
  )
}

function Row({ endpoint, test }: { endpoint: Endpoint; test: ReactNode }) {
  const { integration: text } = useText()
  const { name, url, isDefault, isInteractive } = endpoint
  return (
    <div className="endpoint" role="group" aria-label={text.endpointNames[name]}>
      <div>
        <Box variant="strong">{text.endpointNames[name]}</Box>{' '}
        {isInteractive && <Badge>{text.interactive}</Badge>}
      </div>
      <div className="endpoint-url">
        <span className="verbatim">{url}</span>
        {isDefault && (
          <Box variant="small" display="block">
            {text.byDefault}
          </Box>
        )}
      </div>
      <div className="endpoint-test">
        <PingDot endpoint={endpoint} withText />
      </div>
      <div>{test}</div>
    </div>
  )
}
