import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../../text/use-text.ts'
import { endpointNames } from '../endpoints.ts'
import { EndpointUrl } from './endpoint-url.tsx'
import type { FormState } from './form-state.ts'

/** One URL for all types, and those of types that have their own. */
export function EndpointFields(state: FormState) {
  const { integration, integrationForm: text } = useText()
  const hasOwn = endpointNames.some((name) => state.draft.urls[name] !== undefined)
  return (
    <Container
      header={
        <Header variant="h2" description={text.endpointsExplained}>
          {integration.endpoints}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <EndpointUrl name="DEFAULT" hint={text.defaultHint} {...state} />
        <ExpandableSection
          headerText={text.ownUrls}
          headerDescription={text.ownUrlsExplained}
          defaultExpanded={hasOwn}
        >
          <SpaceBetween size="l">
            {endpointNames.map((name) => (
              <EndpointUrl key={name} name={name} {...state} />
            ))}
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  )
}
