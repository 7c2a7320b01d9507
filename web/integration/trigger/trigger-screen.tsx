import Alert from '@cloudscape-design/components/alert'

import { useCan } from '../../api/me.ts'
import { useProducts } from '../../api/products.ts'
import { integrationEventsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { paths } from '../../common/paths.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'
import { TriggerForm } from './trigger-form.tsx'

/** The form that tries an event out. */
export function Component() {
  const { trigger, integrationEvents, layout, errors } = useText()
  const can = useCan()
  const products = useProducts()
  const list = can.isOfVendor ? integrationEvents.title : integrationEvents.managersTitle
  return (
    <Screen
      title={trigger.title}
      crumbs={[
        ...integrationEventsCrumbs(layout, can.isOfVendor),
        { text: list, path: paths.integrationEvents },
      ]}
      description={trigger.description}
      kind="form"
    >
      {can.publish ? (
        <Loaded query={products}>
          {(all) => <TriggerForm products={all.filter((one) => one.hasIntegration)} />}
        </Loaded>
      ) : (
        <Alert type="info">{errors.forbidden}</Alert>
      )}
    </Screen>
  )
}
